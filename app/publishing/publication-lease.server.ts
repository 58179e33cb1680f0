import type { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { takeProductLock } from "./product-lock.server.ts";

export type WorkKind = "publish" | "restore";

/** What may be claimed for each kind of work. */
export const CLAIMABLE = {
  publish: { state: { in: ["pending", "uploading", "processing"] } },
  restore: { state: "live", restoringAt: { not: null } },
} satisfies Record<WorkKind, Prisma.PublicationWhereInput>;

const CLAIMED = {
  id: true,
  productId: true,
  photoId: true,
  placement: true,
  fileName: true,
  altText: true,
  snapshot: true,
  attachingAt: true,
  detachingAt: true,
  mediaId: true,
  attempt: true,
  image: { select: { objectKey: true } },
} as const;
export type ClaimedPublication = Prisma.PublicationGetPayload<{ select: typeof CLAIMED }>;

/** What a step writes down. */
export type PublicationChange = Prisma.PublicationUncheckedUpdateManyInput;

/** Somebody else has the publication now, or the shop has left: whatever we still do must not be recorded. */
export class LeaseLost extends Error {
  override name = "LeaseLost";
}

export function leaseIsFree(now: Date) {
  return { OR: [{ leaseUntil: null }, { leaseUntil: { lt: now } }] } satisfies Prisma.PublicationWhereInput;
}

/** Null when there is nothing to do: delivered twice, finished, not due yet, or in other hands. */
export async function claimPublication(
  db: Db,
  shop: string,
  id: string,
  kind: WorkKind,
  lease: { token: string; now: Date; until: Date },
): Promise<ClaimedPublication | null> {
  const { count } = await db.publication.updateMany({
    where: { shop, id, ...CLAIMABLE[kind], runAfter: { lte: lease.now }, ...leaseIsFree(lease.now) },
    data: { leaseToken: lease.token, leaseUntil: lease.until, attempt: { increment: 1 } },
  });
  if (count === 0) return null;
  return db.publication.findUniqueOrThrow({ where: { shop_id: { shop, id } }, select: CLAIMED });
}

/** The product whose lock the work needs, and the attempt that was made last. */
export async function claimableProduct(
  db: Queries,
  shop: string,
  id: string,
  kind: WorkKind,
): Promise<string | null> {
  const row = await db.publication.findFirst({
    where: { shop, id, ...CLAIMABLE[kind] },
    select: { productId: true },
  });
  return row?.productId ?? null;
}

/** Writes a step down and prolongs both leases, or throws LeaseLost and changes nothing. */
export async function recordStep(
  db: Db,
  shop: string,
  publication: Pick<ClaimedPublication, "id" | "productId">,
  lease: { token: string; now: Date; until: Date },
  change: PublicationChange,
): Promise<void> {
  const { id, productId } = publication;
  const { token, now, until } = lease;
  await db.$transaction(async (tx) => {
    const { count } = await tx.publication.updateMany({
      where: { shop, id, leaseToken: token },
      data: { ...change, leaseUntil: until },
    });
    if (count === 0) throw new LeaseLost(`publication ${id}`);
    if (!(await takeProductLock(tx, shop, { productId, token }, now, until))) {
      throw new LeaseLost(`product ${productId}`);
    }
  });
}

/** The last word of this attempt; the lease ends with it. */
export async function endAttempt(
  db: Queries,
  shop: string,
  id: string,
  token: string,
  change: PublicationChange,
): Promise<void> {
  const { count } = await db.publication.updateMany({
    where: { shop, id, leaseToken: token },
    data: { ...change, leaseToken: null, leaseUntil: null },
  });
  if (count === 0) throw new LeaseLost(`publication ${id}`);
}
