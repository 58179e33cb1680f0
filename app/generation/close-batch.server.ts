import { bookCosts, type Cost } from "../credits/book.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";

const CHUNK = 5_000;

/** Lets the generations of a cancelled batch say so: what runs first, then what waits. True when none is left. */
export async function closeBatch(
  db: Db,
  shop: string,
  batchId: string,
  { now, chunks }: { now: Date; chunks: number },
): Promise<boolean> {
  for (let chunk = 0; chunk < chunks; chunk++) {
    const closed = await db.$transaction((tx) => closeSome(tx, shop, batchId, now));
    if (closed) return true;
  }
  return false;
}

type Closed = { id: string; leaseToken: string | null; round: number; costMicros: bigint };

async function closeSome(tx: Queries, shop: string, batchId: string, now: Date): Promise<boolean> {
  const [batch] = await tx.$queryRaw<unknown[]>`
    SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} AND closing FOR NO KEY UPDATE`;
  if (!batch) return true;
  const running = await cancelRows(tx, shop, batchId, "running", now);
  await doomObjectsOf(tx, shop, running);
  const queued = await cancelRows(tx, shop, batchId, "queued", now);
  await bookCosts(tx, shop, { batchId, costs: [...running, ...queued].flatMap(costOf), now });
  if (running.length + queued.length > 0 || (await anyLeft(tx, shop, batchId))) return false;
  await tx.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { closing: false } });
  return true;
}

/** One that a worker claimed while we waited for its row was neither waiting nor running when we looked. */
async function anyLeft(tx: Queries, shop: string, batchId: string): Promise<boolean> {
  const left = await tx.generation.findFirst({
    where: { shop, batchId, OR: [{ state: "queued" }, { state: "running" }] },
    select: { id: true },
  });
  return left !== null;
}

/** Answers those for which the model was called: what that cost is still to be booked. */
async function cancelRows(
  tx: Queries,
  shop: string,
  batchId: string,
  state: "running" | "queued",
  now: Date,
) {
  return tx.$queryRaw<Closed[]>`
    WITH chosen AS (
      SELECT id, "leaseToken", "bookedMicros" FROM "Generation"
      WHERE shop = ${shop} AND "batchId" = ${batchId} AND state = ${state} LIMIT ${CHUNK} FOR NO KEY UPDATE)
    UPDATE "Generation" g SET state = 'cancelled', "finishedAt" = ${now}, "failureCode" = NULL, "leaseToken" = NULL,
      "leaseUntil" = NULL, "bookedMicros" = g."paidMicros"
    FROM chosen WHERE g.shop = ${shop} AND g.id = chosen.id
    RETURNING g.id, chosen."leaseToken", g.round, g."paidMicros" - chosen."bookedMicros" AS "costMicros"`;
}

async function doomObjectsOf(tx: Queries, shop: string, rows: readonly Closed[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.storedObject.updateMany({
    where: { shop, generationId: { in: rows.map(({ id }) => id) }, state: "pending" },
    data: { state: "doomed" },
  });
}

/** Its credits are free since the batch was cancelled. */
function costOf({ id: generationId, round, costMicros }: Closed): Cost[] {
  return costMicros > 0n ? [{ key: `release:${generationId}:${round}`, generationId, costMicros }] : [];
}
