import type { CollectState } from "../catalog/collect-state.ts";
import type { CollectStep } from "../catalog/collect.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import { MAX_GENERATIONS, MAX_PRODUCTS } from "./batch-form.ts";
import { addToScope, markDuplicates, type ScopedPhoto } from "./scope.server.ts";
import type { BatchSelection } from "./selection.ts";

/** How far collecting has come, as the batch's row keeps it. `step` is the catalog's own. */
type Collecting = {
  step?: CollectState | null;
  isRead?: boolean;
  products?: number;
  total?: number | null;
  tries: number;
};

/** A batch whose products are ours to read for as long as the lease is renewed. */
export type CollectClaim = {
  shop: string;
  id: string;
  leaseToken: string;
  selection: BatchSelection;
  imagesPerPhoto: number;
  collecting: Collecting;
};

type Lease = { token: string; now: Date; leaseMs: number };

/** Null when there is nothing to do: delivered twice, discarded, broken off, or the shop has left. */
export async function claimCollecting(
  db: Queries,
  shop: string,
  id: string,
  { token, now, leaseMs }: Lease,
): Promise<CollectClaim | null> {
  const [claim] = await db.$queryRaw<CollectClaim[]>`
    UPDATE "Batch" b SET "leaseToken" = ${token}, "leaseUntil" = ${new Date(now.getTime() + leaseMs)},
      collecting = jsonb_set(b.collecting, '{tries}', to_jsonb((b.collecting ->> 'tries')::int + 1))
    FROM "Shop" s
    WHERE b.shop = ${shop} AND b.id = ${id} AND s.shop = b.shop AND s."uninstalledAt" IS NULL
      AND s."reconnectSince" IS NULL AND b.state = 'collecting' AND b."failureCode" IS NULL AND (b."leaseUntil" IS NULL OR b."leaseUntil" < ${now})
    RETURNING b.shop, b.id, b."leaseToken", b.selection, b."imagesPerPhoto", b.collecting`;
  return claim ?? null;
}

function held({ shop, id, leaseToken }: CollectClaim) {
  return { shop, id, leaseToken, state: "collecting" };
}

export async function renewCollecting(
  db: Queries,
  claim: CollectClaim,
  { now, leaseMs }: Omit<Lease, "token">,
): Promise<boolean> {
  const data = { leaseUntil: new Date(now.getTime() + leaseMs) };
  const { count } = await db.batch.updateMany({ where: held(claim), data });
  return count === 1;
}

/**
 * What a step found, and where the next one begins, in one transaction: a crash repeats a step or does not, and either
 * way each photo is in the scope once. False when the lease is no longer ours.
 */
export async function storeStep(db: Db, claim: CollectClaim, found: CollectStep): Promise<boolean> {
  const { shop, id, selection, imagesPerPhoto } = claim;
  return db.$transaction(async (tx) => {
    const batch = await lockHeld(tx, claim);
    if (!batch) return false;
    const without = selection.withoutImage ? await withImages(tx, shop, found.photos) : new Set<string>();
    const wanted = found.photos.filter(({ productId }) => !without.has(productId));
    const scopePhotos = batch.scopePhotos + (await addToScope(tx, shop, id, wanted, batch.scopePhotos));
    const products = (batch.collecting.products ?? 0) + found.products;
    if (products > MAX_PRODUCTS) throw new PackshotError("too_many_products", { products });
    if (scopePhotos * imagesPerPhoto > MAX_GENERATIONS)
      throw new PackshotError("too_many_chosen", { photos: scopePhotos, imagesPerPhoto });
    const skipped = added(batch.skipped, found.skipped, { has_image: without.size });
    const isRead = found.next === null;
    const total = found.total ?? batch.collecting.total ?? null;
    const collecting = { step: found.next, isRead, products, total, tries: 0 };
    await tx.$executeRaw`
      UPDATE "Batch" SET "scopePhotos" = ${scopePhotos}::int, skipped = ${JSON.stringify(skipped)}::jsonb,
        "notFound" = "notFound" || ${JSON.stringify(found.notFound)}::jsonb,
        collecting = ${JSON.stringify(collecting)}::jsonb
      WHERE shop = ${shop} AND id = ${id}`;
    return true;
  });
}

type Held = { scopePhotos: number; skipped: Record<string, number>; collecting: Collecting };

async function lockHeld(tx: Queries, claim: CollectClaim): Promise<Held | undefined> {
  const [batch] = await tx.$queryRaw<Held[]>`
    SELECT "scopePhotos", skipped, collecting FROM "Batch"
    WHERE shop = ${claim.shop} AND id = ${claim.id} AND state = 'collecting' AND "leaseToken" = ${claim.leaseToken}
    FOR NO KEY UPDATE`;
  return batch;
}

/** Those of the products that there is an image of ours for. */
async function withImages(tx: Queries, shop: string, photos: readonly ScopedPhoto[]): Promise<Set<string>> {
  const ids = [...new Set(photos.map(({ productId }) => productId))];
  const rows = await tx.image.findMany({
    where: { shop, productId: { in: ids }, expiredAt: null },
    distinct: ["productId"],
    select: { productId: true },
  });
  return new Set(rows.map(({ productId }) => productId));
}

function added(...counts: Record<string, number>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [reason, count] of counts.flatMap((some) => Object.entries(some))) {
    if (count > 0) sum[reason] = (sum[reason] ?? 0) + count;
  }
  return sum;
}

/**
 * All is read: duplicates are marked and the price stands, in one transaction. False when the lease is no longer ours:
 * somebody else may have frozen the scope, of which not one photo may change then.
 */
export async function finishQuote(db: Db, claim: CollectClaim): Promise<boolean> {
  const { shop, id } = claim;
  return db.$transaction(async (tx) => {
    if (!(await lockHeld(tx, claim))) return false;
    const duplicates = await markDuplicates(tx, shop, id);
    await tx.$executeRaw`
      UPDATE "Batch" SET state = 'quoted', collecting = NULL, "leaseToken" = NULL, "leaseUntil" = NULL,
        duplicates = ${duplicates}::int, "quotedImages" = ("scopePhotos" - ${duplicates}::int) * "imagesPerPhoto",
        "quotedCredits" = ("scopePhotos" - ${duplicates}::int) * "imagesPerPhoto" * "creditsPerImage",
        "quotedMicros" = ("scopePhotos" - ${duplicates}::int)::bigint * "imagesPerPhoto" * "microsPerImage"
      WHERE shop = ${shop} AND id = ${id}`;
    return true;
  });
}

/** For good: a person reads why, and discards it. */
export async function failCollecting(
  db: Queries,
  claim: CollectClaim,
  failureCode: ErrorCode,
): Promise<void> {
  await db.batch.updateMany({
    where: held(claim),
    data: { failureCode, leaseToken: null, leaseUntil: null },
  });
}

/** It is handed over again when this moment has come. */
export async function collectLater(db: Queries, claim: CollectClaim, from: Date): Promise<void> {
  await db.batch.updateMany({ where: held(claim), data: { leaseToken: null, leaseUntil: from } });
}

/** Handed back through no fault of its own: the try does not count. */
export async function handBackCollecting(db: Queries, claim: CollectClaim): Promise<void> {
  await db.$executeRaw`
    UPDATE "Batch" SET "leaseToken" = NULL, "leaseUntil" = NULL,
      collecting = jsonb_set(collecting, '{tries}', to_jsonb((collecting ->> 'tries')::int - 1))
    WHERE shop = ${claim.shop} AND id = ${claim.id} AND state = 'collecting' AND "leaseToken" = ${claim.leaseToken}`;
}
