import type { AppLoadContext } from "@remix-run/node";
import type { CatalogProduct, Photo } from "../../catalog/catalog-product.ts";
import { MAX_PHOTOS } from "../../generation/selection.ts";
import type { AdminApi } from "../../platform/admin-api/admin-api.ts";
import { PackshotError } from "../../platform/errors.ts";
import type { ChosenPhoto } from "../../ui/products/selection.ts";

type Services = AppLoadContext["services"];

export type Choice = {
  photos: ChosenPhoto[];
  /** Products without a photo, and how many there are not (any more). */
  withoutPhoto: { id: string; title: string }[];
  gone: number;
  /** Where to go on. */
  to: string;
};

/**
 * Products that somebody chose in Shopify admin. Of one, the first photo, on the page where its others can be chosen;
 * of several, the first photo of each, as a batch takes them unless told otherwise.
 */
export async function choiceOf({ catalog }: Services, admin: AdminApi, ids: string[]): Promise<Choice> {
  const [first, ...others] = ids;
  if (first === undefined) return { photos: [], withoutPhoto: [], gone: 0, to: "/app/products" };
  if (ids.length > MAX_PHOTOS) throw new PackshotError("too_many_chosen", { amount: ids.length });
  if (others.length === 0) {
    const product = await catalog.product(admin, first);
    if (!product) throw new PackshotError("not_found", { product: first });
    return choiceOfOne(product);
  }
  const found = await catalog.firstPhotosOf(admin, ids);
  if (found.length === 0) throw new PackshotError("not_found", { products: ids.length });
  return {
    photos: found.flatMap((product) => (product.photo ? [chosen(product, product.photo)] : [])),
    withoutPhoto: found.flatMap(({ id, title, photo }) => (photo ? [] : [{ id, title }])),
    gone: ids.length - found.length,
    to: "/app/generate",
  };
}

function choiceOfOne(product: CatalogProduct): Choice {
  const [photo, ...others] = product.photos;
  const photos = photo ? [chosen(product, photo)] : [];
  const isAll = photos.length === 1 && others.length === 0;
  return { photos, withoutPhoto: [], gone: 0, to: isAll ? "/app/generate" : `/app/products/${product.id}` };
}

function chosen(product: { id: string; title: string }, { id, url, alt }: Photo): ChosenPhoto {
  return { productId: product.id, productTitle: product.title, photoId: id, url, alt };
}
