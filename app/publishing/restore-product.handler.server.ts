import { Prisma } from "../platform/db/generated/client.ts";
import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import { asOnlyWriter } from "./only-writer.server.ts";
import { removeMedia, type ProductNow } from "./product-on-shopify.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import type { ClaimedPublication, PublicationChange } from "./publication-lease.server.ts";
import { ourMediaOf } from "./publication-store.server.ts";
import { endGone, isGone, isSameAs, over, putBack, targetOf } from "./put-back.server.ts";
import { restoreTarget } from "./restore-target.ts";
import { settledMediaIds } from "./settled-media.server.ts";
import { sameMediaExceptOurs } from "./compare-snapshots.ts";
import type { OurMedia } from "./our-media.ts";

/**
 * Takes published images off their product, which then is exactly as it was before. Other Packshot images may come and
 * go in any order; when anything else on the product was changed, nothing is touched until a person has chosen.
 */
export async function restoreProduct(
  deps: WriterDeps,
  job: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const run = (work: ProductWork) => restore(deps, work);
  await asOnlyWriter(deps, job, { kind: "restore", run, whenFailed: stillLive }, signal);
}

async function restore(deps: WriterDeps, work: ProductWork): Promise<void> {
  const { productId } = work;
  const found = await work.calls.readProduct(productId);
  const ours = found && (await oursOn(deps, work, found));
  const product = found && ours && (await finishCutShort(deps, work, found, ours));
  if (!product) return work.end(work.left(), over(deps, "product_deleted"));
  const isSame = isSameAs(product, ours);
  // Gone, and not by us: what else is different is the merchant's doing as well.
  await endGone(
    deps,
    work,
    work.left().filter((one) => isGone(product, one)),
    isSame,
  );
  const changed = work.left().filter((one) => !isSame(one) && !one.restoreChoice);
  await work.fail(changed, new PackshotError("product_changed", { productId }));
  const standing = work.left();
  if (standing.length === 0) return;

  const target = restoreTarget(standing, product, ours);
  const detachingAt = deps.clock.now();
  await work.record(standing.map(({ id }) => [id, { detachingAt, restoreTo: target }]));
  const mediaIds = standing.flatMap(({ mediaId }) => mediaId ?? []);
  await removeMedia(work.admin, product, mediaIds);
  const now = await work.calls.readProduct(productId);
  if (now && standing.some((one) => !isGone(now, one))) {
    throw new PackshotError("shopify_unreachable", { reason: "still listed", mediaIds });
  }
  await putBack(deps, work, { gone: standing, product: now, ours });
}

/** What is, or was, Packshot's on this product: the rest has to stand as it stood. */
export async function oursOn(
  { db }: WriterDeps,
  work: ProductWork,
  product: ProductNow,
): Promise<OurMedia[]> {
  const { shop, productId } = work;
  const snapshots = work.left().map(({ snapshot }) => snapshot);
  const settled = await settledMediaIds(db, shop, product, snapshots);
  const unknown = settled.map((mediaId) => ({ mediaId, photoId: "", placement: "", variantIds: [] }));
  return [...(await ourMediaOf(db, shop, productId)), ...unknown];
}

/**
 * The product as it stands. Of attempts that were cut short, `detachingAt` says that it was us who took off what is gone
 * now, so what moved with it is put back first. Where the merchant has since added or removed media, nothing is touched.
 */
async function finishCutShort(
  deps: WriterDeps,
  work: ProductWork,
  product: ProductNow,
  ours: readonly OurMedia[],
): Promise<ProductNow | null> {
  const cutShort = work.left().filter((one) => one.detachingAt && isGone(product, one));
  const [mine = [], theirs = []] = [true, false].map((isOurs) =>
    cutShort.filter((one) => sameMediaExceptOurs(targetOf(one), product, ours) === isOurs),
  );
  await endGone(deps, work, theirs, () => false);
  if (mine.length === 0) return product;
  await putBack(deps, work, { gone: mine, product, ours });
  return work.left().length > 0 ? work.calls.readProduct(work.productId) : product;
}

/** Where we know that our media was not taken off, it is nobody but the merchant who takes it off later. */
function stillLive(_publication: ClaimedPublication, code: ErrorCode): PublicationChange {
  const isStanding = code === "product_changed" || code === "shopify_refused";
  const isOurs = isStanding && { detachingAt: null, restoreTo: Prisma.DbNull };
  return { restoringAt: null, restoreChoice: null, failureCode: code, ...isOurs };
}
