import type { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { takeProductLock } from "./product-lock.server.ts";

export type WorkKind = "publish" | "restore" | "look";

/** What may be claimed for each kind of work. */
export const CLAIMABLE = {
  publish: { state: { in: ["pending", "uploading", "processing"] } },
  restore: { state: "live", restoringAt: { not: null } },
  look: { state: "live", restoringAt: null },
} satisfies Record<WorkKind, Prisma.PublicationWhereInput>;

const CLAIMED = {
  id: true,
  imageId: true,
  photoId: true,
  placement: true,
  onVariants: true,
  variantIds: true,
  personId: true,
  createdAt: true,
  fileName: true,
  altText: true,
  snapshot: true,
  attachingAt: true,
  detachingAt: true,
  restoreChoice: true,
  restoreTo: true,
  mediaId: true,
  attempt: true,
  image: {
    select: { objectKey: true, model: true, recipeName: true, recipeVersion: true, createdAt: true },
  },
} as const;
export type ClaimedPublication = Prisma.PublicationGetPayload<{ select: typeof CLAIMED }>;

/** What a step writes down about a publication. */
export type PublicationChange = Prisma.PublicationUncheckedUpdateManyInput;
export type Step = readonly [publicationId: string, change: PublicationChange];

export type Lease = { token: string; now: Date; until: Date };

/** Somebody else has the product now, or the shop has left: whatever we still do must not be recorded. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

export function leaseIsFree(now: Date) {
  return { OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] } satisfies Prisma.PublicationWhereInput;
}

/** As many files are in memory at once; a product with more takes several jobs. */
const MOST_AT_ONCE = { publish: 10, restore: 250, look: 250 } satisfies Record<WorkKind, number>;

/**
 * Everything of the product that is due, by image, which is the order in which they were made. Nothing when it was
 * delivered twice, is over, or is in other hands.
 */
export async function claimPublications(
  db: Db,
  shop: string,
  productId: string,
  kind: WorkKind,
  { token, now, until }: Lease,
): Promise<ClaimedPublication[]> {
  const isDue = { ...CLAIMABLE[kind], runAfter: { lte: now }, ...leaseIsFree(now) };
  const due = await db.publication.findMany({
    where: { shop, productId, ...isDue },
    orderBy: { imageId: "asc" },
    take: MOST_AT_ONCE[kind],
    select: { id: true },
  });
  if (due.length === 0) return [];
  const ids = due.map(({ id }) => id);
  await db.publication.updateMany({
    where: { shop, id: { in: ids }, ...isDue },
    data: { leaseToken: token, leaseUntil: until, attempt: { increment: 1 } },
  });
  return db.publication.findMany({
    where: { shop, id: { in: ids }, leaseToken: token },
    orderBy: { imageId: "asc" },
    select: CLAIMED,
  });
}

/** Writes steps down and prolongs the leases of all, or throws LeaseLost and changes nothing. */
export async function recordSteps(
  db: Db,
  shop: string,
  productId: string,
  held: readonly string[],
  steps: readonly Step[],
  { token, now, until }: Lease,
): Promise<void> {
  await db.$transaction(async (tx) => {
    for (const [change, same] of Map.groupBy(steps, ([, one]) => one)) {
      const ids = same.map(([id]) => id);
      await tx.publication.updateMany({ where: { shop, id: { in: ids }, leaseToken: token }, data: change });
    }
    const { count } = await tx.publication.updateMany({
      where: { shop, id: { in: [...held] }, leaseToken: token },
      data: { leaseUntil: until },
    });
    if (count < held.length) throw new LeaseLost(`publications of product ${productId}`);
    if (!(await takeProductLock(tx, shop, { productId, token }, now, until))) {
      throw new LeaseLost(`product ${productId}`);
    }
  });
}

/** The last word of this attempt; the leases end with it. */
export async function endAttempts(
  db: Queries,
  shop: string,
  ids: readonly string[],
  token: string,
  change: PublicationChange,
): Promise<void> {
  const { count } = await db.publication.updateMany({
    where: { shop, id: { in: [...ids] }, leaseToken: token },
    data: { ...change, leaseToken: null, leaseUntil: null },
  });
  if (count < ids.length) throw new LeaseLost(`publications ${ids.join()}`);
}
