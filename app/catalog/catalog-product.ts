import type { ProductByIdQuery } from "../platform/admin-api/operations.generated.ts";
import { fromGid } from "./gid.ts";
import type { ProductStatus } from "./search-query.ts";

/** A source image that is on a product already and can be used. */
export type Photo = {
  id: string;
  url: string;
  alt: string;
  width: number;
  height: number;
  mimeType?: string;
};

/** Texts are text, whatever HTML stands in them. A status newer than this code comes through as Shopify names it. */
export type CatalogProduct = {
  id: string;
  title: string;
  handle: string;
  status: ProductStatus;
  vendor: string;
  productType: string;
  photos: Photo[];
  mediaCount: number;
  /** Media beyond those that were read. */
  hiddenPhotos: number;
  /** What was read but is no usable photo: video, 3D, still processing, failed. */
  otherMedia: number;
};

export type ProductAnswer = NonNullable<ProductByIdQuery["product"]>;
type MediaAnswer = ProductAnswer["media"]["nodes"][number];
type MediaImageAnswer = Extract<MediaAnswer, { __typename: "MediaImage" }>;

export function catalogProduct(answer: ProductAnswer): CatalogProduct {
  const media = answer.media.nodes;
  const photos = media.flatMap((node) => photoOf(node) ?? []);
  const mediaCount = answer.mediaCount?.count ?? media.length;
  return {
    id: fromGid(answer.id),
    title: answer.title,
    handle: answer.handle,
    status: answer.status,
    vendor: answer.vendor,
    productType: answer.productType,
    photos,
    mediaCount,
    hiddenPhotos: Math.max(0, mediaCount - media.length),
    otherMedia: media.length - photos.length,
  };
}

/** Null for what is no image, and for an image that Shopify has not made ready. */
function photoOf(node: MediaAnswer): Photo | null {
  return node.__typename === "MediaImage" ? usablePhoto(node) : null;
}

export function usablePhoto({ id, alt, status, mimeType, image }: MediaImageAnswer): Photo | null {
  if (status !== "READY" || !image) return null;
  return {
    id: fromGid(id),
    url: image.url,
    alt: alt ?? "",
    width: image.width ?? 0,
    height: image.height ?? 0,
    ...(mimeType ? { mimeType } : {}),
  };
}
