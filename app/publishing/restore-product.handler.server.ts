import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import { asOnlyWriter } from "./only-writer.server.ts";
import { moveMedia, setVariantLinks } from "./product-order.server.ts";
import { removeMedia, type ProductNow } from "./product-on-shopify.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import type { ClaimedPublication, PublicationChange } from "./publication-lease.server.ts";
import { ourMediaIds } from "./publication-store.server.ts";
import { restoreLinks, restoreMoves, sameExceptOurs, Snapshot } from "./snapshot.ts";

/** Shopify moves media behind our back, in a moment. */
const LOOKS = 6;

/**
 * Takes published images off their product, which then is exactly as it was before. Other Packshot images may come and
 * go in any order; when anything else on the product was changed, nothing is touched.
 */
export async function restoreProduct(
  deps: WriterDeps,
  job: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const run = (work: ProductWork) => restore(deps, work);
  await asOnlyWriter(deps, { kind: "restore", run, whenFailed: stillLive }, job, signal);
}

async function restore(deps: WriterDeps, work: ProductWork): Promise<void> {
  const { shop, productId } = work;
  const product = await work.calls.readProduct(productId);
  if (!product) return work.end(work.left(), over(deps, "product_deleted"));
  const ours = await ourMediaIds(deps.db, shop, productId);
  const isSame = (publication: ClaimedPublication) =>
    sameExceptOurs(Snapshot.parse(publication.snapshot), product, ours);
  // Gone already: by an attempt of ours that was cut short, or by the merchant.
  const gone = work.left().filter(({ mediaId }) => !mediaId || !holds(product, mediaId));
  await work.end(gone.filter(isSame), over(deps, null));
  await work.end(
    gone.filter((one) => !isSame(one)),
    over(deps, "restore_incomplete"),
  );
  const changed = work.left().filter((one) => !isSame(one));
  await work.fail(changed, new PackshotError("product_changed", { productId }));
  const [first] = work.left();
  if (!first) return;

  await work.record(work.left().map(({ id }) => [id, { detachingAt: deps.clock.now() }]));
  const mediaIds = work.left().flatMap(({ mediaId }) => mediaId ?? []);
  await removeMedia(work.admin, product, mediaIds);
  // All of their snapshots say the same of what is not ours: it stands like that at this moment.
  await putBack(deps, work, { snapshot: Snapshot.parse(first.snapshot), ours, mediaIds });
}

type Before = { snapshot: Snapshot; ours: ReadonlySet<string>; mediaIds: readonly string[] };

/** Whatever Shopify moved or unlinked when our media went: a moment ago everything stood as in the snapshot. */
async function putBack(
  deps: WriterDeps,
  work: ProductWork,
  { snapshot, ours, mediaIds }: Before,
): Promise<void> {
  const { productId } = work;
  let product = await work.calls.readProduct(productId);
  if (product && mediaIds.some((id) => product && holds(product, id))) {
    throw new PackshotError("shopify_unreachable", { reason: "still listed", mediaIds });
  }
  const isDone = () => !product || sameExceptOurs(snapshot, product, ours);
  if (product && !isDone()) {
    const moves = restoreMoves(
      snapshot,
      product.media.map(({ id }) => id),
    );
    if (moves.length > 0) await moveMedia(work, product, moves);
    await setVariantLinks(work.admin, product, restoreLinks(snapshot, product, ours));
    for (let look = 0; look < LOOKS && !(look > 0 && isDone()); look += 1) {
      await work.wait(Math.min(250 * 2 ** look, 2000));
      product = await work.calls.readProduct(productId);
    }
  }
  const why = !product ? "product_deleted" : isDone() ? null : "restore_incomplete";
  await work.end(work.left(), over(deps, why));
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

function stillLive(_publication: ClaimedPublication, code: ErrorCode): PublicationChange {
  return { restoringAt: null, failureCode: code };
}
