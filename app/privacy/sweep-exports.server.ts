import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { Uploads } from "../platform/objects/uploads.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { clearFailed } from "./drop-exports.server.ts";

const MOST_AT_ONCE = 50;

type Deps = {
  db: Db;
  objects: Pick<ObjectStore, "delete">;
  uploads: Uploads;
  queue: Pick<Queue, "enqueue">;
  clock: Clock;
};
type Due = { shop: string; id: string; attempt: number; runAfter: Date; leaseUntil: Date | null };

/**
 * Hands over the exports that somebody should make or go on with: new ones, those whose turn was over, whose pause has
 * passed or whose worker vanished. Who waits longest goes first. Across shops; to hand over twice is harmless.
 */
export async function sweepExports(deps: Deps): Promise<void> {
  const { db, queue, clock } = deps;
  const now = clock.now();
  await clearFailed(deps, now, MOST_AT_ONCE);
  const due = await db.$queryRaw<Due[]>`
    SELECT e.shop, e.id, e.attempt, e."runAfter", e."leaseUntil" FROM "Export" e JOIN "Shop" s ON s.shop = e.shop
    WHERE e.state IN ('queued', 'running') AND e."runAfter" <= ${now}
      AND (e."leaseToken" IS NULL OR e."leaseUntil" < ${now})
      AND s."uninstalledAt" IS NULL AND s."erasingSince" IS NULL
    ORDER BY e."runAfter", e.id LIMIT ${MOST_AT_ONCE}`;
  if (due.length === 0) return;
  await queue.enqueue(
    due.map(({ shop, id, runAfter, leaseUntil }) => ({
      job: { name: "build_export" as const, shop, id },
      attempt: Math.max(runAfter.getTime(), leaseUntil?.getTime() ?? 0),
    })),
  );
}
