import { doomPending, type StoredKey } from "../library/stored-objects.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { finishIfOver, lockBatch } from "./batch-progress.server.ts";
import { MAX_LOST_LEASES } from "./retry-policy.ts";

/* The sweep's questions are the only ones in this room that span shops: it heals what crashes left, whoever's it is. */

export type InterruptedGeneration = { shop: string; id: string; attempt: number };

/** Whatever loses its worker again and again may be what kills it. */
export async function failInterruptedAcrossShops(
  db: Db,
  now: Date,
  limit: number,
): Promise<InterruptedGeneration[]> {
  const abandoned = { state: "running", leaseUntil: { lt: now }, attempt: { gte: MAX_LOST_LEASES } };
  const found = await db.generation.findMany({
    where: abandoned,
    take: limit,
    select: { shop: true, id: true, attempt: true, batchId: true },
  });
  const failure = { state: "failed", failureCode: "interrupted", leaseToken: null, leaseUntil: null };
  for (const { shop, id, batchId } of found) {
    await db.$transaction(async (tx) => {
      await lockBatch(tx, shop, batchId);
      const data = { ...failure, finishedAt: now };
      const { count } = await tx.generation.updateMany({ where: { shop, id, ...abandoned }, data });
      if (count === 0) return; // its worker came back after all
      await doomPending(tx, shop, id);
      await finishIfOver(tx, shop, batchId, now);
    });
  }
  return found;
}

/**
 * Objects of attempts that lost, or that never came to an end. Even the lost ones are left alone for some minutes: the
 * worker that lost may be putting them this moment.
 */
export async function leftoverObjectsAcrossShops(
  db: Queries,
  now: Date,
  limit: number,
): Promise<StoredKey[]> {
  const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
  return db.storedObject.findMany({
    where: {
      OR: [
        { state: "doomed", createdAt: { lt: minutesAgo(10) } },
        { state: "pending", createdAt: { lt: minutesAgo(60) } },
      ],
    },
    orderBy: { createdAt: "asc" },
    take: limit,
    select: { shop: true, key: true },
  });
}

/** Batches that are over but say they run; answers how many it ended. */
export async function finishOverdueAcrossShops(db: Db, now: Date, limit: number): Promise<number> {
  const over = await db.batch.findMany({
    where: {
      state: { in: ["running", "paused"] },
      generations: { none: { state: { in: ["queued", "running"] } } },
    },
    take: limit,
    select: { shop: true, id: true },
  });
  for (const { shop, id } of over) {
    await db.$transaction(async (tx) => {
      await lockBatch(tx, shop, id);
      await finishIfOver(tx, shop, id, now);
    });
  }
  return over.length;
}
