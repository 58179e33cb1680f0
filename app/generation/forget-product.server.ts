import { release } from "../credits/ledger.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { countFailed, lockBatch } from "./batch-counters.server.ts";

/** A product is gone: what waits for one of its photos has failed. */
export async function failWaitingOf(db: Db, shop: string, productId: string, now: Date): Promise<void> {
  const batches = await db.generation.findMany({
    where: { shop, productId, state: "queued" },
    distinct: ["batchId"],
    select: { batchId: true },
  });
  for (const { batchId } of batches) {
    await db.$transaction((tx) => failInBatch(tx, shop, { batchId, productId, now }));
  }
}

type Row = { id: string; credits: number; round: number; costMicros: bigint };

async function failInBatch(
  tx: Queries,
  shop: string,
  { batchId, productId, now }: { batchId: string; productId: string; now: Date },
): Promise<void> {
  if (!(await lockBatch(tx, shop, batchId))) return;
  const code = "photo_missing";
  const rows = await tx.$queryRaw<Row[]>`
    WITH gone AS (
      SELECT id, "bookedMicros" FROM "Generation" WHERE shop = ${shop} AND "batchId" = ${batchId}
        AND "productId" = ${productId} AND state = 'queued' FOR NO KEY UPDATE)
    UPDATE "Generation" g SET state = 'failed', "failureCode" = ${code}, "finishedAt" = ${now},
      "bookedMicros" = g."paidMicros"
    FROM gone WHERE g.shop = ${shop} AND g.id = gone.id
    RETURNING g.id, g.credits, g.round, g."paidMicros" - gone."bookedMicros" AS "costMicros"`;
  for (const { id: generationId, credits, round, costMicros } of rows) {
    const key = `release:${generationId}:${round}`;
    await release(tx, shop, { batchId, generationId, key, credits, costMicros, now });
  }
  const credits = rows.reduce((sum, row) => sum + row.credits, 0);
  if (rows.length > 0) await countFailed(tx, shop, batchId, { count: rows.length, code, credits, now });
}
