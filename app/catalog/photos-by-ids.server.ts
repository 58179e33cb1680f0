import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { PhotosByIds, ProductsOfPhotos } from "../platform/admin-api/operations.generated.ts";
import { PackshotError } from "../platform/errors.ts";
import { usablePhoto, type Photo } from "./catalog-product.ts";
import { fromGid, toGid } from "./gid.ts";

export type ChosenPhoto = { productId: string; photoId: string };
export type ProductPhoto = ChosenPhoto & {
  productTitle: string;
  photoUrl: string;
  photoAlt: string;
};

/** 250 media each: more products would cost more than the 1,000 points a query may. */
const PRODUCTS_AT_ONCE = 3;
const PHOTOS_AT_ONCE = 100;

type WhyNot = "not_found" | "photo_missing" | "photo_not_usable";

/**
 * What was chosen, read afresh and in the same order. `not_found` when a product is gone, `photo_missing` when a photo
 * is not on its product, `photo_not_usable` when Shopify has no picture for it.
 */
export async function photosByIds(
  admin: AdminApi,
  chosen: readonly ChosenPhoto[],
  signal?: AbortSignal,
): Promise<ProductPhoto[]> {
  const found = await lookUpPhotos(admin, chosen, signal);
  return found.map((photo, index) => {
    if (typeof photo === "string") throw new PackshotError(photo, { ...chosen[index] });
    return photo;
  });
}

/** The same, with the reason in the place of what can't be had. */
export async function lookUpPhotos(
  admin: AdminApi,
  chosen: readonly ChosenPhoto[],
  signal?: AbortSignal,
): Promise<(ProductPhoto | WhyNot)[]> {
  const products = await readProducts(admin, unique(chosen.map(({ productId }) => productId)), signal);
  const isOnProduct = ({ productId, photoId }: ChosenPhoto) =>
    products.get(productId)?.mediaIds.has(photoId) === true;
  const there = chosen.filter(isOnProduct);
  const photos = await readPhotos(admin, unique(there.map(({ photoId }) => photoId)), signal);
  return chosen.map((choice) => {
    const product = products.get(choice.productId);
    if (!product) return "not_found";
    if (!isOnProduct(choice)) return "photo_missing";
    const photo = photos.get(choice.photoId);
    if (!photo) return "photo_not_usable";
    const { productId, photoId } = choice;
    return { productId, productTitle: product.title, photoId, photoUrl: photo.url, photoAlt: photo.alt };
  });
}

/** Where Shopify serves one photo from at this moment; `photo_missing` when it is gone or has no picture. */
export async function freshPhotoUrl(admin: AdminApi, photoId: string, signal?: AbortSignal): Promise<string> {
  const photo = (await readPhotos(admin, [photoId], signal)).get(photoId);
  if (!photo) throw new PackshotError("photo_missing", { photoId });
  return photo.url;
}

async function readProducts(admin: AdminApi, ids: string[], signal?: AbortSignal) {
  const products = new Map<string, { title: string; mediaIds: Set<string> }>();
  await inChunks(ids, PRODUCTS_AT_ONCE, async (some) => {
    const gids = some.map((id) => toGid("Product", id));
    const { nodes } = await admin.request(ProductsOfPhotos, { ids: gids }, { signal });
    for (const node of nodes) {
      if (node?.__typename !== "Product") continue;
      const mediaIds = new Set(node.media.nodes.map(({ id }) => fromGid(id)));
      products.set(fromGid(node.id), { title: node.title, mediaIds });
    }
  });
  return products;
}

async function readPhotos(admin: AdminApi, ids: string[], signal?: AbortSignal) {
  const photos = new Map<string, Photo>();
  await inChunks(ids, PHOTOS_AT_ONCE, async (some) => {
    const gids = some.map((id) => toGid("MediaImage", id));
    const { nodes } = await admin.request(PhotosByIds, { ids: gids }, { signal });
    for (const node of nodes) {
      const photo = node?.__typename === "MediaImage" ? usablePhoto(node) : null;
      if (photo) photos.set(photo.id, photo);
    }
  });
  return photos;
}

/** The first chunk alone, which tells what one costs; then all others, as fast as the shop's points allow. */
async function inChunks(ids: string[], size: number, read: (some: string[]) => Promise<void>): Promise<void> {
  const [first, ...others] = chunks(ids, size);
  if (first) await read(first);
  await Promise.all(others.map(read));
}

function unique(ids: string[]): string[] {
  return [...new Set(ids)];
}

function chunks(ids: string[], size: number): string[][] {
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, n) => ids.slice(n * size, (n + 1) * size));
}
