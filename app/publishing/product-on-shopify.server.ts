import { fromGid, toGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  AttachImage,
  MediaStatuses,
  ReadMoreVariants,
  ReadProduct,
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

/** Null when the product was deleted. */
export async function readProduct(admin: AdminApi, productId: string): Promise<ProductNow | null> {
  const id = toGid("Product", productId);
  const { product } = await admin.request(ReadProduct, { id });
  if (!product) return null;
  const variants = variantsOf(product.variants);
  let { pageInfo } = product.variants;
  while (pageInfo.hasNextPage && pageInfo.endCursor) {
    const more = await admin.request(ReadMoreVariants, { id, after: pageInfo.endCursor });
    if (!more.product) return null;
    variants.push(...variantsOf(more.product.variants));
    ({ pageInfo } = more.product.variants);
  }
  return { id: productId, media: mediaOf(product), variants };
}

/** Adds the image to the product; answers the media as they are then. Refusals are `shopify_refused`. */
export async function attachImage(
  admin: AdminApi,
  productId: string,
  { source, altText }: { source: string; altText: string },
): Promise<ProductMedia[]> {
  const { productUpdate } = await admin.request(AttachImage, {
    id: toGid("Product", productId),
    media: { originalSource: source, mediaContentType: "IMAGE", alt: altText },
  });
  refuse(productUpdate?.userErrors, { productId });
  return productUpdate?.product ? mediaOf(productUpdate.product) : [];
}

/** The same media as they are now; those that are gone are left out. */
export async function readStatuses(admin: AdminApi, media: readonly ProductMedia[]): Promise<ProductMedia[]> {
  const { nodes } = await admin.request(MediaStatuses, { ids: media.map(({ gid }) => gid) });
  return media.flatMap((one) => {
    const node = nodes.find((answer) => answer?.__typename === "MediaImage" && answer.id === one.gid);
    if (node?.__typename !== "MediaImage") return [];
    return { ...one, status: node.status, address: node.image?.url ?? null };
  });
}

/** Takes one media off the product. That it is off already is fine. */
export async function removeMedia(admin: AdminApi, product: ProductNow, mediaId: string): Promise<void> {
  const { productDeleteMedia } = await admin.request(RemoveMedia, {
    productId: toGid("Product", product.id),
    mediaIds: [gidOf(product, mediaId)],
  });
  const errors = productDeleteMedia?.mediaUserErrors.filter(
    ({ code }) => !code?.startsWith("MEDIA_DOES_NOT_EXIST"),
  );
  refuse(errors, { productId: product.id, mediaId });
}

/** The global id of a media: its type (image, video, model) is known from the product alone. */
export function gidOf({ id, media }: ProductNow, mediaId: string): string {
  const found = media.find((one) => one.id === mediaId);
  if (!found) throw new PackshotError("product_changed", { productId: id, mediaId });
  return found.gid;
}

export function refuse(
  errors: readonly { message: string }[] | undefined,
  data: Record<string, unknown>,
): void {
  if (!errors) throw new PackshotError("shopify_refused", { ...data, message: "an empty answer" });
  if (errors.length === 0) return;
  throw new PackshotError("shopify_refused", { ...data, messages: errors.map(({ message }) => message) });
}

function mediaOf(product: MediaInOrderFragment): ProductMedia[] {
  return product.media.nodes.map((node) => ({
    id: fromGid(node.id),
    gid: node.id,
    isImage: node.__typename === "MediaImage",
    alt: node.alt ?? "",
    status: node.status,
    createdAt: node.__typename === "MediaImage" ? new Date(node.createdAt) : null,
    address: node.__typename === "MediaImage" ? (node.image?.url ?? null) : null,
  }));
}

function variantsOf({ nodes }: VariantLinksFragment): Snapshot["variants"] {
  return nodes.map(({ id, media }) => ({
    id: fromGid(id),
    mediaIds: media.nodes.map((one) => fromGid(one.id)),
  }));
}
