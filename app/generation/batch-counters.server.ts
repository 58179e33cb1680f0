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

/** The generation ended with an image; the batch, which must be locked, ends with its last one. */
export async function countDone(
  tx: Queries,
  shop: string,
  batchId: string,
  { credits, now }: { credits: number; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET done = done + 1, reserved = reserved - ${credits}::int
    WHERE shop = ${shop} AND id = ${batchId}`;
  await finishIfOver(tx, shop, batchId, now);
}

/** Generations ended for one and the same cause. */
export async function countFailed(
  tx: Queries,
  shop: string,
  batchId: string,
  { count, code, credits, now }: { count: number; code: string; credits: number; now: Date },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET failed = failed + ${count}::int, reserved = reserved - ${credits}::int,
      failures = jsonb_set(failures, ARRAY[${code}],
        to_jsonb(COALESCE((failures ->> ${code})::int, 0) + ${count}::int))
    WHERE shop = ${shop} AND id = ${batchId}`;
  await finishIfOver(tx, shop, batchId, now);
}

/** Ends the batch, which must be locked, when as many of its generations ended as it has. */
export async function finishIfOver(tx: Queries, shop: string, batchId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET state = 'done', "finishedAt" = ${now}
    WHERE shop = ${shop} AND id = ${batchId} AND state IN ('running', 'paused')
      AND done + failed + cancelled >= "quotedImages" + regenerations AND "madeUpTo" >= "scopePhotos"`;
}
