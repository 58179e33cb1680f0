import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import { asOnlyWriter, type Work, type WriterDeps } from "./only-writer.server.ts";
import { moveMedia, setVariantLinks } from "./product-order.server.ts";
import { readProduct, removeMedia, type ProductNow } from "./product-on-shopify.server.ts";
import type { PublicationChange } from "./publication-lease.server.ts";
import { ourMediaIds } from "./publication-store.server.ts";
import { restoreLinks, restoreMoves, sameExceptOurs, Snapshot } from "./snapshot.ts";

/**
 * Takes a published image off its product, which then is exactly as it was before. Other Packshot images may come and
 * go in any order; when anything else on the product was changed, nothing is touched.
 */
export async function restoreImage(
  deps: WriterDeps,
  job: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const run = (work: Work) => restore(deps, work);
  await asOnlyWriter(deps, { kind: "restore", run, whenFailed: stillLive }, job, signal);
}

type Before = { snapshot: Snapshot; ours: ReadonlySet<string> };

async function restore(deps: WriterDeps, work: Work): Promise<PublicationChange> {
  const { productId, mediaId } = work.publication;
  const product = await readProduct(work.admin, productId);
  if (!product) return over(deps, "product_deleted");
  const before = {
    snapshot: Snapshot.parse(work.publication.snapshot),
    ours: await ourMediaIds(deps.db, work.shop, productId),
  };
  const isSame = sameExceptOurs(before.snapshot, product, before.ours);
  // Gone already: by an attempt of ours that was cut short, or by the merchant.
  if (!mediaId || !holds(product, mediaId)) return over(deps, isSame ? null : "restore_incomplete");
  if (!isSame) throw new PackshotError("product_changed", { productId });

  await work.record({ detachingAt: deps.clock.now() });
  await removeMedia(work.admin, product, mediaId);
  return putBack(deps, work, before, mediaId);
}

/** Whatever Shopify moved or unlinked when our media went: a moment ago everything stood as in the snapshot. */
async function putBack(
  deps: WriterDeps,
  work: Work,
  { snapshot, ours }: Before,
  mediaId: string,
): Promise<PublicationChange> {
  const product = await readProduct(work.admin, work.publication.productId);
  if (!product) return over(deps, "product_deleted");
  if (holds(product, mediaId))
    throw new PackshotError("shopify_unreachable", { reason: "still listed", mediaId });
  if (sameExceptOurs(snapshot, product, ours)) return over(deps, null);

  const ids = product.media.map(({ id }) => id);
  await moveMedia(work, product, restoreMoves(snapshot, ids));
  await setVariantLinks(work.admin, product, restoreLinks(snapshot, product, ours));
  const after = await readProduct(work.admin, work.publication.productId);
  const isSame = after && sameExceptOurs(snapshot, after, ours);
  return over(deps, isSame ? null : "restore_incomplete");
}

function holds({ media }: ProductNow, mediaId: string): boolean {
  return media.some(({ id }) => id === mediaId);
}

/** Our media is off the product; the image may be published again. */
function over({ clock }: WriterDeps, why: ErrorCode | null): PublicationChange {
  return {
    state: why ? "partly_restored" : "restored",
    failureCode: why,
    activeImageId: null,
    restoringAt: null,
    restoredAt: clock.now(),
  };
}

function stillLive(_work: Work, code: ErrorCode): PublicationChange {
  return { restoringAt: null, failureCode: code };
}
