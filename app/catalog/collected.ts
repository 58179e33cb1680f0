import type { CollectPageQuery } from "../platform/admin-api/operations.generated.ts";
import { usablePhoto } from "./catalog-product.ts";
import type { CollectState } from "./collect-state.ts";
import { fromGid } from "./gid.ts";
import type { ProductPhoto } from "./photos-by-ids.server.ts";

export type CollectedPhoto = ProductPhoto;

/** Which photos of a product are wanted, and of which products: those with fewer photos than a number. */
export type PhotoChoice = { photoChoice: "first" | "all"; fewerThanPhotos?: number };

export type Collected = {
  photos: CollectedPhoto[];
  /** Products that were left out, by reason; of chosen photos, the photos. */
  skipped: Record<string, number>;
  /** Words of a list that name no product. */
  notFound: string[];
  /** Products that were looked at. */
  products: number;
};

export type CollectStep = Collected & {
  /** Where the next step goes on; null when everything is collected. */
  next: CollectState | null;
  /** Shopify is not ready: nothing to do for so long. */
  waitMs?: number;
  /** Products there are in all, where that is known. */
  total?: number;
};

export type MediaOfProduct = CollectPageQuery["products"]["nodes"][number]["media"]["nodes"];

export function nothing(): Collected {
  return { photos: [], skipped: {}, notFound: [], products: 0 };
}

export function skip(collected: Collected, reason: string): void {
  collected.skipped[reason] = (collected.skipped[reason] ?? 0) + 1;
}

/** The photos among all media of a product that are wanted, into `collected`; or why there are none. */
export function takeProduct(
  collected: Collected,
  product: { id: string; title: string; media: MediaOfProduct },
  { photoChoice, fewerThanPhotos = Infinity }: PhotoChoice,
): void {
  const photos = photosAmong(product.media);
  collected.products += 1;
  if (photos.length === 0) return skip(collected, "no_photo");
  if (photos.length >= fewerThanPhotos) return skip(collected, "enough_photos");
  for (const photo of photoChoice === "all" ? photos : photos.slice(0, 1)) {
    collected.photos.push({
      productId: fromGid(product.id),
      productTitle: product.title,
      photoId: photo.id,
      photoAlt: photo.alt,
      photoUrl: photo.url,
    });
  }
}

/** Whether the first media of a product that has more leave the answer open. */
export function needsAllMedia(first: MediaOfProduct, { photoChoice, fewerThanPhotos }: PhotoChoice): boolean {
  const { length } = photosAmong(first);
  if (fewerThanPhotos !== undefined) return length < fewerThanPhotos;
  return photoChoice === "all" || length === 0;
}

/** In the order of the media. */
const photosAmong = (media: MediaOfProduct) =>
  media.flatMap((node) => (node.__typename === "MediaImage" ? (usablePhoto(node) ?? []) : []));
