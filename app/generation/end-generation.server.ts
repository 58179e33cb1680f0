import { release, settle } from "../credits/ledger.server.ts";
import { doomPending } from "../library/stored-objects.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { ErrorCode } from "../platform/errors.ts";
import { countDone, countFailed, lockBatch } from "./batch-counters.server.ts";

/** Who ends it: the worker that holds the lease; or the sweep, when that lease ended before this moment. */
export type Holder = { shop: string; id: string; batchId: string; leaseToken: string; expiredAt?: Date };

type Ended = { credits: number; costMicros: bigint; round: number };

/** Ends a generation that succeeded and charges it, once. False: it was not ours to end, change nothing else. */
export async function endDone(tx: Queries, holder: Holder, now: Date): Promise<boolean> {
  const { shop, id: generationId, batchId } = holder;
  if (!(await lockBatch(tx, shop, batchId))) return false;
  const ended = await end(tx, holder, { state: "done", failureCode: null, now });
  if (!ended) return false;
  const { credits, costMicros } = ended;
  await settle(tx, shop, { batchId, generationId, credits, costMicros, now });
  await countDone(tx, shop, batchId, { credits, now });
  return true;
}

/** Ends a generation that failed for good and gives back what was held for it. */
export async function endFailed(
  tx: Queries,
  holder: Holder,
  failureCode: ErrorCode,
  now: Date,
): Promise<boolean> {
  const { shop, id: generationId, batchId } = holder;
  if (!(await lockBatch(tx, shop, batchId))) return false;
  const ended = await end(tx, holder, { state: "failed", failureCode, now });
  if (!ended) return false;
  const { credits, costMicros, round } = ended;
  const key = `release:${generationId}:${round}`;
  await release(tx, shop, { batchId, generationId, key, credits, costMicros, now });
  await countFailed(tx, shop, batchId, { count: 1, code: failureCode, credits, now });
  await doomPending(tx, shop, generationId);
  return true;
}

/** What the model cost since the last entry is booked with this one. */
async function end(
  tx: Queries,
  { shop, id, leaseToken, expiredAt }: Holder,
  { state, failureCode, now }: { state: string; failureCode: string | null; now: Date },
): Promise<Ended | undefined> {
  const [ended] = await tx.$queryRaw<Ended[]>`
    UPDATE "Generation" g
    SET state = ${state}, "failureCode" = ${failureCode}, "finishedAt" = ${now}, "leaseToken" = NULL,
      "leaseUntil" = NULL, "bookedMicros" = g."paidMicros"
    FROM (SELECT id, "bookedMicros" FROM "Generation" WHERE shop = ${shop} AND id = ${id} FOR NO KEY UPDATE) before
    WHERE g.shop = ${shop} AND g.id = before.id AND g.state = 'running' AND g."leaseToken" = ${leaseToken}
      AND (${expiredAt ?? null}::timestamptz IS NULL OR g."leaseUntil" < ${expiredAt ?? null})
    RETURNING g.credits, g.round, g."paidMicros" - before."bookedMicros" AS "costMicros"`;
  return ended;
}
