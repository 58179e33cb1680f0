import { isPackshotError } from "../platform/errors.ts";
import { productOf } from "./earlier-media.server.ts";
import type { Ours } from "./our-media-on-product.server.ts";
import { setVariantLinks } from "./product-order.server.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import { variantsFor } from "./variants-for.ts";

/** The merchant may change variants at the same time; what they chose stays. */
const ROUNDS = 2;

/**
 * Shows images on the variants that show their photos: Shopify takes one media a variant, so each photo's first image
 * alone. Which variants is written down before they change: what is seen of half a change is then known to be ours.
 * Answers the images that Shopify refused.
 */
export async function showOnVariants(
  { log }: Pick<WriterDeps, "log">,
  work: ProductWork,
  known: ProductNow,
  ours: readonly Ours[],
): Promise<Ours[]> {
  const wanted = ours.filter(({ publication }) => publication.onVariants);
  let product = known;
  for (let round = 0; round < ROUNDS && wanted.length > 0; round += 1) {
    const links = await decide(work, product, wanted);
    try {
      await setVariantLinks(work.admin, withMedia(product, ours), links);
      return [];
    } catch (error) {
      if (!isPackshotError(error) || error.code !== "shopify_refused") throw error;
      log.warn({ shop: work.shop, productId: work.productId, err: error }, "variants refused; read again");
      product = await productOf(work);
    }
  }
  await backToPhotos(work, product, wanted);
  return wanted;
}

async function decide(work: ProductWork, product: ProductNow, wanted: readonly Ours[]) {
  const chosen = variantsFor(product.variants, wanted.map(wishOf));
  const changed = wanted.filter(
    ({ publication: { id, variantIds } }) => chosen.variantIds.get(id)?.join() !== variantIds.join(),
  );
  if (changed.length > 0) {
    await work.record(
      changed.map(({ publication: { id } }) => [id, { variantIds: chosen.variantIds.get(id) ?? [] }]),
    );
  }
  return chosen;
}

/** Shopify does not want them: what was taken from variants for them goes back. */
async function backToPhotos(work: ProductWork, product: ProductNow, wanted: readonly Ours[]): Promise<void> {
  const there = new Set(product.media.map(({ id }) => id));
  const link = wanted.flatMap(({ publication: { photoId, variantIds } }) =>
    product.variants
      .filter(({ id, mediaIds }) => variantIds.includes(id) && mediaIds.length === 0 && there.has(photoId))
      .map(({ id }) => ({ variantId: id, mediaId: photoId })),
  );
  if (link.length > 0) await setVariantLinks(work.admin, product, { link, unlink: [] });
}

function wishOf({ publication: { id, photoId, variantIds }, media }: Ours) {
  return { id, photoId, variantIds, mediaId: media.id };
}

function withMedia(product: ProductNow, ours: readonly Ours[]): ProductNow {
  const added = ours
    .map(({ media }) => media)
    .filter(({ id }) => product.media.every((one) => one.id !== id));
  return { ...product, media: [...product.media, ...added] };
}
