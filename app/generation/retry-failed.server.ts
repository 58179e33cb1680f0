import { randomUUID } from "node:crypto";
import type { CreditsConfig } from "../credits/credits-config.ts";
import type { Clock } from "../platform/clock.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
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
  person: Person,
  id: string,
  code?: string,
): Promise<number> {
  const batch = await db.batch.findUnique({ where: { shop_id: { shop, id } }, select: { failed: true } });
  const most = batch?.failed ?? 0; // or those that fail again meanwhile would be taken for ever
  let retried = 0;
  for (let chunk = CHUNK; chunk === CHUNK && retried < most; retried += chunk) {
    chunk = await db.$transaction((tx) =>
      retrySome(tx, shop, id, { person, code, credits, now: clock.now() }),
    );
    if (chunk > 0) nudge();
  }
  return retried;
}

type Which = { person: Person; code?: string; credits: CreditsConfig; now: Date };

async function retrySome(tx: Queries, shop: string, batchId: string, which: Which): Promise<number> {
  const { code, now } = which;
  await assertShopWorks(tx, shop);
  const [batch] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} AND state IN ('running', 'paused', 'done')
    FOR NO KEY UPDATE`;
  if (!batch) return 0; // cancelled, or not this shop's
  const failed = await tx.generation.findMany({
    where: { shop, batchId, state: "failed", failureCode: code },
    take: CHUNK,
    select: { id: true, credits: true, failureCode: true },
  });
  if (failed.length === 0) return 0;
  await tx.generation.updateMany({
    where: { shop, id: { in: failed.map((row) => row.id) } },
    data: {
      ...{ state: "queued", attempt: 0, lostLeases: 0, modelCalls: 0, runAfter: now },
      ...{ round: { increment: 1 }, failureCode: null, finishedAt: null },
    },
  });
  const byCode = Map.groupBy(failed, (row) => row.failureCode ?? "internal");
  for (const [cause, rows] of byCode) await uncount(tx, shop, batchId, cause, rows.length);
  const credits = failed.reduce((sum, row) => sum + row.credits, 0);
  const details = { images: failed.length, credits };
  await recordAudit(tx, shop, which.person, { action: "failed_retried", on: "batch", id: batchId, details });
  if (credits === 0) return failed.length; // free regenerations: no cap stands in their way
  const key = `reserve:${batchId}:${randomUUID()}`;
  await reserveForBatch(tx, shop, { batchId, key, credits, now }, which.credits);
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
