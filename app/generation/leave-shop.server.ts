import type { Db, Queries } from "../platform/db/db.server.ts";
import { closeBatch } from "./close-batch.server.ts";
import { endCancelled } from "./control-batch.server.ts";

/**
 * The shop leaves, in the transaction that says so: nothing of it begins or is completed any more, nothing is held. All
 * batches are locked before the first gives back what it holds: who completes an image has its batch and waits for the
 * account, so nobody may have the account and wait for a batch.
 */
export async function endAllBatches(tx: Queries, shop: string, now: Date): Promise<void> {
  const running = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Batch" WHERE shop = ${shop} AND state IN ('running', 'paused') ORDER BY id FOR NO KEY UPDATE`;
  for (const { id } of running) await endCancelled(tx, shop, id, now);
}

/** After it: what runs is stopped, and the first of what waits. The sweep does the rest, and forgets the quotes. */
export async function closeLeftBatches(db: Db, shop: string, now: Date): Promise<void> {
  const left = await db.batch.findMany({ where: { shop, closing: true }, take: 50, select: { id: true } });
  for (const { id } of left) await closeBatch(db, shop, id, { now, chunks: 1 });
}
