import type { ObjectStore } from "../platform/objects/object-store.ts";
import { isPackshotError, PackshotError, type ErrorCode } from "../platform/errors.ts";
import type { ProductMedia } from "./find-our-media.ts";
import { asOnlyWriter, type Work, type WriterDeps } from "./only-writer.server.ts";
import { waitForOurMedia } from "./our-media-on-product.server.ts";
import { placeMedia } from "./place-media.server.ts";
import {
  attachImage,
  MOST_MEDIA,
  readProduct,
  removeMedia,
  type ProductNow,
} from "./product-on-shopify.server.ts";
import { publicationImage } from "./publication-image.server.ts";
import type { PublicationChange } from "./publication-lease.server.ts";
import { snapshotOf } from "./snapshot.ts";
import { uploadImage, type UploadDeps } from "./upload-image.server.ts";

/** The image is on the product, so whatever failed after that failed in moving it. */
const NOT_IN_PLACE = "not_in_place" satisfies ErrorCode;

/** Many times what Shopify takes for an update. */
const LATE_MS = 15_000;

export type PublishDeps = WriterDeps & UploadDeps & { objects: ObjectStore };

/**
 * Puts an approved image on its product. None of Shopify's media mutations can be repeated safely, so what is about to
 * be done is written down first, and whoever comes after a crash or a lost answer reads the product before anything
 * else: `attachingAt` means that the product may hold our media, until a reading shows that it does not.
 */
export async function publishImage(
  deps: PublishDeps,
  job: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const run = (work: Work) => publish(deps, work);
  await asOnlyWriter(deps, { kind: "publish", run, whenFailed: endOfPublishing }, job, signal);
}

async function publish(deps: PublishDeps, work: Work): Promise<PublicationChange> {
  const ours = (await oursFromBefore(deps, work)) ?? (await attach(deps, work, await productOf(work)));
  if (ours.status === "FAILED") await takeOffFailed(deps, work, ours);
  const isPlaced = await placeMedia(deps.log, work, ours.id);
  return { state: "live", liveAt: deps.clock.now(), failureCode: isPlaced ? null : NOT_IN_PLACE };
}

/** What stands at the end when trying again would not help. */
function endOfPublishing({ publication }: Work, code: ErrorCode): PublicationChange {
  const { attachingAt, mediaId, detachingAt } = publication;
  if (!attachingAt) return { state: "failed", failureCode: code, activeImageId: null };
  if (mediaId && !detachingAt) return { state: "live", liveAt: attachingAt, failureCode: NOT_IN_PLACE };
  return { state: "unclear", failureCode: "media_unclear" };
}

async function productOf(work: Work): Promise<ProductNow> {
  const product = await readProduct(work.admin, work.publication.productId);
  if (product) return product;
  await work.record({ attachingAt: null }); // what we may have added is gone with it
  throw new PackshotError("product_deleted", { productId: work.publication.productId });
}

/** Our media of an earlier attempt, or null when the product holds nothing of ours. */
async function oursFromBefore(deps: PublishDeps, work: Work): Promise<ProductMedia | null> {
  const { attachingAt, mediaId, detachingAt } = work.publication;
  if (!attachingAt) return null;
  if (!mediaId) return lateOurs(deps, work, attachingAt);
  const known = (await productOf(work)).media.find(({ id }) => id === mediaId);
  if (known) return known;
  await work.record({ attachingAt: null });
  throw new PackshotError(detachingAt ? "media_failed" : "product_changed", { mediaId });
}

/** Shopify may still be carrying out a request whose answer was lost. Only when that is past, absent means absent. */
async function lateOurs(deps: PublishDeps, work: Work, attachingAt: Date): Promise<ProductMedia | null> {
  for (;;) {
    const isPast = deps.clock.now().getTime() - attachingAt.getTime() > LATE_MS;
    const ours = await findOurs(deps, work, (await productOf(work)).media);
    if (ours) return ours;
    if (isPast) break;
    await work.wait(2_000);
    await work.record({}); // prolongs the lease
  }
  await work.record({ attachingAt: null });
  return null;
}

async function findOurs(
  deps: PublishDeps,
  work: Work,
  media: readonly ProductMedia[],
): Promise<ProductMedia | null> {
  const ours = await waitForOurMedia(deps.db, work, media);
  if (ours.kind === "unclear")
    throw new PackshotError("media_unclear", { productId: work.publication.productId });
  const found = ours.kind === "found" ? ours.media.find(({ id }) => id === ours.id) : undefined;
  if (found) await work.record({ mediaId: found.id, state: "processing" });
  return found ?? null;
}

async function attach(deps: PublishDeps, work: Work, product: ProductNow): Promise<ProductMedia> {
  if (product.media.length >= MOST_MEDIA) throw new PackshotError("product_full", { productId: product.id });
  await work.record({ state: "uploading", snapshot: snapshotOf(product) });
  const file = await deps.objects.get(work.publication.image.objectKey, work.signal());
  const source = await uploadImage(deps, work, await publicationImage(file));
  await work.record({ state: "processing", attachingAt: deps.clock.now() });
  const media = await attachOnce(work, source);
  const ours = await findOurs(deps, work, media);
  // Shopify took it, so it must come: the next attempt reads again.
  if (!ours) throw new PackshotError("shopify_unreachable", { reason: "the new media is not listed yet" });
  return ours;
}

/** After a refusal we know that nothing was added; after silence we do not. */
async function attachOnce(work: Work, source: string): Promise<ProductMedia[]> {
  const { productId, altText } = work.publication;
  try {
    return await attachImage(work.admin, productId, { source, altText });
  } catch (error) {
    const maybeSent =
      !isPackshotError(error) || (error.code === "shopify_unreachable" && error.data.sent !== "no");
    if (maybeSent) throw error;
    await work.record({ attachingAt: null });
    if (error.code === "shopify_refused") await explainRefusal(work);
    throw error;
  }
}

/** Shopify's refusals are sentences; the two that a merchant can act on are seen on the product. */
async function explainRefusal(work: Work): Promise<void> {
  const product = await productOf(work);
  if (product.media.length >= MOST_MEDIA) throw new PackshotError("product_full", { productId: product.id });
}

/** Shopify could not make an image of it. It is ours, shows nothing, and counts against the limit of 250. */
async function takeOffFailed(deps: PublishDeps, work: Work, ours: ProductMedia): Promise<never> {
  await work.record({ detachingAt: deps.clock.now() });
  await removeMedia(work.admin, await productOf(work), ours.id);
  await work.record({ attachingAt: null });
  throw new PackshotError("media_failed", { mediaId: ours.id });
}
