import { fromGid, toGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  AttachImages,
  RemoveMedia,
  type MediaInOrderFragment,
  type VariantLinksFragment,
} from "../platform/admin-api/operations.generated.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ProductMedia } from "./find-our-media.ts";
import type { Snapshot } from "./snapshot.ts";

/** A product as it stands: a snapshot with what publishing wants to know besides. */
export type ProductNow = { id: string; media: ProductMedia[]; variants: Snapshot["variants"] };

/** Shopify's limit of media on a product. */
export const MOST_MEDIA = 250;

export type NewImage = { source: string; altText: string };

/** Adds images to the product, all of them or none; answers the last so many media as they are then. */
export async function attachImages(
  admin: AdminApi,
  productId: string,
  images: readonly NewImage[],
): Promise<ProductMedia[]> {
  const { productUpdate } = await admin.request(AttachImages, {
    id: toGid("Product", productId),
    media: images.map(({ source, altText }) => ({
      originalSource: source,
      mediaContentType: "IMAGE" as const,
      alt: altText,
    })),
    added: images.length,
  });
  refuse(productUpdate?.userErrors, { productId });
  return productUpdate?.product ? mediaOf(productUpdate.product.media.nodes) : [];
}

/** Takes media off the product, all of them or none. That they are off already is fine. */
export async function removeMedia(
  admin: AdminApi,
  product: ProductNow,
  mediaIds: readonly string[],
): Promise<void> {
  const { productDeleteMedia } = await admin.request(RemoveMedia, {
    productId: toGid("Product", product.id),
    mediaIds: mediaIds.map((id) => gidOf(product, id)),
  });
  const errors = productDeleteMedia?.mediaUserErrors.filter(
    ({ code }) => !code?.startsWith("MEDIA_DOES_NOT_EXIST"),
  );
  refuse(errors, { productId: product.id, mediaIds });
}

/** The global id of a media: its type (image, video, model) is known from the product alone. */
export function gidOf({ id, media }: Pick<ProductNow, "id" | "media">, mediaId: string): string {
  const found = media.find((one) => one.id === mediaId);
  if (!found) throw new PackshotError("product_changed", { productId: id, mediaId });
  return found.gid;
}

/** An answer without a payload does not say that nothing was changed. */
export function refuse(
  errors: readonly { message: string }[] | undefined,
  data: Record<string, unknown>,
): void {
  if (!errors) throw new PackshotError("shopify_unreachable", { ...data, sent: "maybe", reason: "empty" });
  if (errors.length === 0) return;
  throw new PackshotError("shopify_refused", { ...data, messages: errors.map(({ message }) => message) });
}

/** The addresses of the pictures are read when they are needed: see `readStatuses`. */
export function mediaOf(nodes: readonly MediaInOrderFragment[]): ProductMedia[] {
  return nodes.map((node) => ({
    id: fromGid(node.id),
    gid: node.id,
    isImage: node.__typename === "MediaImage",
    alt: node.alt ?? "",
    status: node.status,
    createdAt: node.__typename === "MediaImage" ? new Date(node.createdAt) : null,
    address: null,
  }));
}

export function variantsOf({ nodes }: Pick<VariantLinksFragment, "nodes">): Snapshot["variants"] {
  return nodes.map(({ id, media }) => ({
    id: fromGid(id),
    mediaIds: media.nodes.map((one) => fromGid(one.id)),
  }));
}
