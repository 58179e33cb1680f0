import { release } from "../credits/ledger.server.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { closeBatch } from "./close-batch.server.ts";

/** Nothing new begins; what runs is finished. */
export async function pauseBatch(db: Db, shop: string, person: Person, id: string): Promise<void> {
  await db.$transaction(async (tx) => {
    const paused = { where: { shop, id, state: "running" }, data: { state: "paused" } };
    if ((await tx.batch.updateMany(paused)).count === 0) return;
    await recordAudit(tx, shop, person, { action: "batch_paused", on: "batch", id, details: {} });
  });
}

export async function resumeBatch(
  { db, nudge }: { db: Db; nudge: () => void },
  shop: string,
  person: Person,
  id: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const resumed = { where: { shop, id, state: "paused" }, data: { state: "running" } };
    if ((await tx.batch.updateMany(resumed)).count === 0) return;
    await recordAudit(tx, shop, person, { action: "batch_resumed", on: "batch", id, details: {} });
  });
  nudge();
}

/** Chunks of rows that the request itself takes along; the sweep does the rest. */
const CHUNKS_AT_ONCE = 4;

/**
 * Stops a batch for good: one short transaction ends it and frees all that it still holds, and from then on nothing of
 * it begins or is completed. Its rows follow.
 */
export async function cancelBatch(
  db: Db,
  shop: string,
  person: Person,
  id: string,
  now: Date,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const ended = await endCancelled(tx, shop, id, now);
    if (!ended) return;
    await recordAudit(tx, shop, person, { action: "batch_cancelled", on: "batch", id, details: ended });
  });
  await closeBatch(db, shop, id, { now, chunks: CHUNKS_AT_ONCE });
}

/** Answers the credits that are free again; null when the batch was over already. */
export async function endCancelled(
  tx: Queries,
  shop: string,
  id: string,
  now: Date,
): Promise<{ released: number } | null> {
  const [batch] = await tx.$queryRaw<{ reserved: number; regenerations: number }[]>`
    SELECT reserved, regenerations FROM "Batch" WHERE shop = ${shop} AND id = ${id} AND state IN ('running', 'paused')
    FOR NO KEY UPDATE`;
  if (!batch) return null;
  await tx.$executeRaw`
    UPDATE "Batch" SET state = 'cancelled', "finishedAt" = ${now}, closing = true, reserved = 0,
      cancelled = GREATEST(0, "quotedImages" + regenerations - done - failed)
    WHERE shop = ${shop} AND id = ${id}`;
  if (batch.regenerations > 0) await giveBackRegenerations(tx, shop, id);
  const key = `release:${id}`;
  await release(tx, shop, { batchId: id, key, credits: batch.reserved, costMicros: 0n, now });
  return { released: batch.reserved };
}

/** An image's free regeneration that has made nothing, and here never will, can be used again. */
async function giveBackRegenerations(tx: Queries, shop: string, batchId: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Generation" SET "regeneratesId" = NULL
    WHERE shop = ${shop} AND "batchId" = ${batchId} AND "regeneratesId" IS NOT NULL AND state <> 'done'`;
}
