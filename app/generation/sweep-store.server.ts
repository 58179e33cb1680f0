import type { StoredKey } from "../library/stored-objects.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { endFailed } from "./end-generation.server.ts";
import { MAX_LOST_LEASES } from "./retry-policy.ts";

/* The sweep's questions are the only ones in this room that span shops: it heals what crashes left, whoever's it is. */

export type InterruptedGeneration = { shop: string; id: string; attempt: number };

/** Whatever loses its worker again and again may be what kills it. */
export async function failInterruptedAcrossShops(
  db: Db,
  now: Date,
  limit: number,
): Promise<InterruptedGeneration[]> {
  const found = await db.generation.findMany({
    where: { state: "running", leaseUntil: { lt: now }, lostLeases: { gte: MAX_LOST_LEASES - 1 } },
    take: limit,
    select: { shop: true, id: true, attempt: true, batchId: true, leaseToken: true },
  });
  for (const { leaseToken, ...row } of found) {
    const holder = { ...row, leaseToken: leaseToken ?? "", expiredAt: now }; // its worker may come back after all
    await db.$transaction((tx) => endFailed(tx, holder, "interrupted", now));
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
