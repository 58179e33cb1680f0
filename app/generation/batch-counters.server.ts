import type { Queries } from "../platform/db/db.server.ts";

/** What may still be completed: work that was begun goes on while a batch is paused. */
const GOES_ON = ["running", "paused"];

/**
 * Taken before any generation of the batch is changed, and before the shop's account: whoever ends, retries or cancels
 * anything of a batch waits here, so its counters are never wrong and nobody waits in a circle. Answers whether the
 * batch still goes on.
 */
export async function lockBatch(tx: Queries, shop: string, batchId: string): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ state: string }[]>`
    SELECT state FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} FOR NO KEY UPDATE`;
  return row !== undefined && GOES_ON.includes(row.state);
}

type Ends = { done: number; failed: number; code: string; credits: number; now: Date };

/** The generation ended with an image; the batch, which must be locked, ends with its last one. */
export async function countDone(
  tx: Queries,
  shop: string,
  batchId: string,
  { credits, now }: { credits: number; now: Date },
): Promise<void> {
  await count(tx, shop, batchId, { done: 1, failed: 0, code: "", credits, now });
}

/** Generations ended for one and the same cause. */
export async function countFailed(
  tx: Queries,
  shop: string,
  batchId: string,
  { count: failed, ...ends }: { count: number; code: string; credits: number; now: Date },
): Promise<void> {
  await count(tx, shop, batchId, { done: 0, failed, ...ends });
}

/** One statement, for every image of every shop comes by here. */
async function count(tx: Queries, shop: string, batchId: string, ends: Ends): Promise<void> {
  const { done, failed, code, credits, now } = ends;
  await tx.$executeRaw`
    UPDATE "Batch" b SET done = b.done + ${done}::int, failed = b.failed + ${failed}::int,
      reserved = b.reserved - ${credits}::int,
      failures = CASE WHEN ${failed}::int = 0 THEN b.failures ELSE jsonb_set(b.failures, ARRAY[${code}],
        to_jsonb(COALESCE((b.failures ->> ${code})::int, 0) + ${failed}::int)) END,
      state = CASE WHEN after.over THEN 'done' ELSE b.state END,
      "finishedAt" = CASE WHEN after.over THEN ${now} ELSE b."finishedAt" END
    FROM (SELECT done + failed + cancelled + ${done}::int + ${failed}::int >= "quotedImages" + regenerations
        AND "madeUpTo" >= "scopePhotos" AS over
      FROM "Batch" WHERE shop = ${shop} AND id = ${batchId}) after
    WHERE b.shop = ${shop} AND b.id = ${batchId}`;
}

/** Ends the batch, which must be locked, when as many of its generations ended as it has. */
export async function finishIfOver(tx: Queries, shop: string, batchId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET state = 'done', "finishedAt" = ${now}
    WHERE shop = ${shop} AND id = ${batchId} AND state IN ('running', 'paused')
      AND done + failed + cancelled >= "quotedImages" + regenerations AND "madeUpTo" >= "scopePhotos"`;
}
