import { createLogger } from "../../app/platform/logger.server.ts";
import type { AdminApiFor } from "../../app/platform/admin-api/admin-api.ts";
import { PackshotError } from "../../app/platform/errors.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { createPseudonyms } from "../../app/platform/pseudonym.server.ts";
import type { QueuedJob } from "../../app/platform/queue/queue.ts";
import type { Db } from "../../app/platform/db/db.server.ts";

export const DAY = 86_400_000;
export const HOUR = 3_600_000;

type Says = "here" | "refused" | "unknown";

/** What asking and beginning to erase need, with a Shopify that says of each shop what the test says. */
export function askingDeps(db: Db, says: (shop: string) => Says) {
  const asked: string[] = [];
  const errors: string[] = [];
  let now = new Date();
  const adminFor = ((shop: string) => ({
    request: () => {
      asked.push(shop);
      const answer = says(shop);
      if (answer === "here") return Promise.resolve({});
      const body = { error: answer === "refused" ? "invalid_grant" : "invalid_client" };
      return Promise.reject(
        new PackshotError("reconnect_needed", { shop }, { cause: { response: { body } } }),
      );
    },
  })) as unknown as AdminApiFor;
  const destination = { write: (line: string) => void errors.push(line) };
  return {
    ...{ db, adminFor, log: createLogger("error", { destination }), clock: { now: () => now } },
    objects: { put: async () => {} } as unknown as ObjectStore, // where the report goes
    queue: { enqueue: async (_jobs: readonly QueuedJob[]) => {} },
    pseudonymOf: createPseudonyms(Buffer.alloc(32, "a key of the tests")),
    asked,
    errors,
    at: (moment: Date) => void (now = moment),
  };
}
