import type { CreditsConfig } from "../credits/credits-config.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Person } from "../platform/person.ts";
import type { Queue } from "../platform/queue/queue.ts";
import { makeSome } from "./make-generations.server.ts";
import { assertRecipeStands } from "./find-recipe.server.ts";
import { reserveForBatch } from "./reserve-for-batch.server.ts";
import { markTried } from "./tried.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";

export type StartDeps = {
  db: Db;
  queue: Pick<Queue, "enqueue">;
  /** The model's name, by which it is priced. */
  model: string;
  credits: CreditsConfig;
  clock: Clock;
  /** Has the dispatcher look at once. */
  nudge: () => void;
  log: Logger;
};

/** Few enough that the first images begin at once; the job makes the others. */
const FIRST_PHOTOS = 200;

type Start = { shop: string; person: Person; id: string; withDuplicates: boolean };

/**
 * Starts what was quoted: one short transaction takes the whole reservation. Who comes second, with a second click or
 * as a second person, finds it running.
 */
export async function startQuoted(deps: StartDeps, start: Start): Promise<{ id: string }> {
  const { shop, id } = start;
  const now = deps.clock.now();
  const isNew = await deps.db.$transaction((tx) => runQuoted(tx, start, deps.credits, now));
  if (!isNew) return { id };
  await begin(deps, shop, id);
  deps.log.info({ shop, batch: id }, "quoted batch started");
  return { id };
}

/** The first generations at once, the others by a job. What a crash leaves here, the sweep takes up. */
export async function begin({ db, queue, clock, nudge }: StartDeps, shop: string, id: string): Promise<void> {
  const more = await db.$transaction((tx) => makeSome(tx, shop, id, FIRST_PHOTOS, clock.now()));
  nudge();
  if (more) await queue.enqueue([{ job: { name: "make_generations", shop, id }, attempt: 0 }]);
}

/** Takes the reservation and lets the batch run; false when it was started already. */
export async function runQuoted(
  tx: Queries,
  { shop, person, id, withDuplicates }: Start,
  config: CreditsConfig,
  now: Date,
): Promise<boolean> {
  await assertShopWorks(tx, shop);
  const batch = await lockQuoted(tx, shop, id);
  if (!batch) return false;
  const duplicates = batch.duplicates + (await markTried(tx, shop, id));
  const photos = batch.scopePhotos - (withDuplicates ? 0 : duplicates);
  if (photos === 0) throw new PackshotError("nothing_chosen", { batch: id });
  const images = photos * batch.imagesPerPhoto;
  const credits = images * batch.creditsPerImage;
  await tx.batch.update({
    where: { shop_id: { shop, id } },
    data: {
      ...{ state: "running", startedAt: now, withDuplicates, duplicates },
      ...{ personId: person.id, personName: person.name },
      ...{ quotedImages: images, quotedCredits: credits },
      quotedMicros: BigInt(images) * batch.microsPerImage,
    },
  });
  await reserveForBatch(tx, shop, { batchId: id, key: `reserve:${id}`, credits, now }, config);
  await recordAudit(tx, shop, person, {
    action: "batch_started",
    on: "batch",
    id,
    details: { images, credits },
  });
  return true;
}

/** The batch, locked, when it waits for its start; null when it started already; throws when it cannot be started. */
async function lockQuoted(tx: Queries, shop: string, id: string) {
  await tx.$queryRaw`SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${id} FOR NO KEY UPDATE`;
  const batch = await tx.batch.findUnique({ where: { shop_id: { shop, id } } });
  if (!batch) throw new PackshotError("not_found", { batch: id });
  if (batch.state === "collecting") throw new PackshotError("not_quoted", { batch: id });
  if (batch.state !== "quoted") return null;
  await assertRecipeStands(tx, shop, batch.recipeKey); // it may be gone since the quote
  return batch;
}
