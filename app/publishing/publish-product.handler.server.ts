import type { ErrorCode } from "../platform/errors.ts";
import { PackshotError } from "../platform/errors.ts";
import { attachNew } from "./attach-images.server.ts";
import { oursFromBefore, productOf } from "./earlier-media.server.ts";
import { asOnlyWriter } from "./only-writer.server.ts";
import type { Ours } from "./our-media-on-product.server.ts";
import { placeMedia } from "./place-media.server.ts";
import type { PrepareDeps } from "./prepare-uploads.server.ts";
import { removeMedia } from "./product-on-shopify.server.ts";
import { showOnVariants } from "./show-on-variants.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import type { ClaimedPublication, PublicationChange } from "./publication-lease.server.ts";

/** The image is on the product, so whatever failed after that failed in moving it. */
const NOT_IN_PLACE = "not_in_place" satisfies ErrorCode;

export type PublishDeps = WriterDeps & PrepareDeps;

/**
 * Puts all approved images that are due on their product. None of Shopify's media mutations can be repeated safely, so
 * what is about to be done is written down first, and whoever comes after a crash or a lost answer reads the product
 * before anything else: `attachingAt` means that the product may hold our media, until a reading shows that it does not.
 */
export async function publishProduct(
  deps: PublishDeps,
  job: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const run = (work: ProductWork) => publish(deps, work);
  await asOnlyWriter(deps, job, { kind: "publish", run, whenFailed: endOfPublishing }, signal);
}

async function publish(deps: PublishDeps, work: ProductWork): Promise<void> {
  const readAt = deps.clock.now();
  const product = await productOf(work);
  const hadBegun = work.left().some(({ attachingAt }) => attachingAt);
  const earlier = await oursFromBefore(deps, work, product, readAt);
  const isStale = hadBegun && work.left().some(({ attachingAt }) => !attachingAt);
  const known = isStale ? await productOf(work) : product;
  const added = await attachNew(deps, work, known);
  const ours = [...earlier, ...added].sort((a, b) =>
    a.publication.imageId < b.publication.imageId ? -1 : 1,
  );
  await takeOffFailed(
    deps,
    work,
    ours.filter(({ media }) => media.status === "FAILED"),
  );
  const standing = ours.filter(({ media }) => media.status !== "FAILED");
  if (standing.length === 0) return;

  const unshown = await showOnVariants(deps, work, known, standing);
  const misplaced = await placeMedia(deps, work, known, standing);
  const those = (some: readonly Ours[]) =>
    work.left().filter((left) => some.some(({ publication }) => publication === left));
  const liveAt = deps.clock.now();
  await work.end(those(misplaced), { state: "live", liveAt, failureCode: NOT_IN_PLACE });
  await work.end(those(unshown), { state: "live", liveAt, failureCode: "not_on_variants" });
  await work.end(work.left(), { state: "live", liveAt, failureCode: null });
}

/** What stands at the end when trying again would not help. */
function endOfPublishing(publication: ClaimedPublication, code: ErrorCode): PublicationChange {
  const { attachingAt, mediaId, detachingAt } = publication;
  if (!attachingAt) return { state: "failed", failureCode: code, activeImageId: null };
  if (mediaId && !detachingAt) return { state: "live", liveAt: attachingAt, failureCode: NOT_IN_PLACE };
  return { state: "unclear", failureCode: "media_unclear" };
}

/** Shopify could not make images of them. They are ours, show nothing, and count against the limit of 250. */
async function takeOffFailed(deps: PublishDeps, work: ProductWork, failed: readonly Ours[]): Promise<void> {
  if (failed.length === 0) return;
  const publications = failed.map(({ publication }) => publication);
  const mediaIds = failed.map(({ media }) => media.id);
  await work.record(publications.map(({ id }) => [id, { detachingAt: deps.clock.now() }]));
  const product = await productOf(work);
  const there = mediaIds.filter((id) => product.media.some((media) => media.id === id));
  if (there.length > 0) await removeMedia(work.admin, product, there);
  await work.record(publications.map(({ id }) => [id, { attachingAt: null }]));
  await work.fail(publications, new PackshotError("media_failed", { mediaIds }));
}
