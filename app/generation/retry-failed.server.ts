import { randomUUID } from "node:crypto";
import type { CreditsConfig } from "../credits/credits-config.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { reserveForBatch } from "./reserve-for-batch.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";

type Deps = { db: Db; credits: CreditsConfig; clock: Clock; nudge: () => void };

const CHUNK = 5_000;

/**
 * A person asks for the failed ones of a batch again, all or those of one cause; answers how many there were. Credits are
 * held for them first: each chunk's with the chunk.
 */
export async function retryFailed(
  { db, credits, clock, nudge }: Deps,
  shop: string,
  id: string,
  code?: string,
): Promise<number> {
  const before = clock.now();
  let retried = 0;
  for (;;) {
    const chunk = await db.$transaction((tx) => retrySome(tx, shop, id, { code, before, credits }));
    retried += chunk;
    if (chunk > 0) nudge();
    if (chunk < CHUNK) return retried;
  }
}

type Which = { code?: string; before: Date; credits: CreditsConfig };

async function retrySome(tx: Queries, shop: string, batchId: string, which: Which): Promise<number> {
  await assertShopWorks(tx, shop);
  const now = which.before;
  const [batch] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} AND state IN ('running', 'paused', 'done')
    FOR NO KEY UPDATE`;
  if (!batch) return 0; // cancelled, or not this shop's
  const failed = await tx.generation.findMany({
    where: { shop, batchId, state: "failed", failureCode: which.code, finishedAt: { lte: now } },
    take: CHUNK,
    select: { id: true, credits: true, failureCode: true },
  });
  if (failed.length === 0) return 0;
  const credits = failed.reduce((sum, row) => sum + row.credits, 0);
  const key = `reserve:${batchId}:${randomUUID()}`;
  await reserveForBatch(tx, shop, { batchId, key, credits, now }, which.credits);
  await tx.generation.updateMany({
    where: { shop, id: { in: failed.map((row) => row.id) } },
    data: {
      ...{ state: "queued", attempt: 0, modelCalls: 0, runAfter: now },
      ...{ round: { increment: 1 }, failureCode: null, finishedAt: null },
    },
  });
  const byCode = Map.groupBy(failed, (row) => row.failureCode ?? "internal");
  for (const [code, rows] of byCode) await uncount(tx, shop, batchId, code, rows.length);
  return failed.length;
}

/** They are to do again, so the batch is not over. */
async function uncount(tx: Queries, shop: string, batchId: string, code: string, count: number) {
  await tx.$executeRaw`
    UPDATE "Batch" SET failed = failed - ${count}::int, "finishedAt" = NULL,
      state = CASE state WHEN 'done' THEN 'running' ELSE state END,
      failures = jsonb_set(failures, ARRAY[${code}],
        to_jsonb(GREATEST(0, COALESCE((failures ->> ${code})::int, 0) - ${count}::int)))
    WHERE shop = ${shop} AND id = ${batchId}`;
}
