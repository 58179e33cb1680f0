import { fromGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  ReadMoreMedia,
  ReadMoreVariants,
  type MediaPageFragment,
  type ReadOrdersQuery,
  type ReadProductsQuery,
  type VariantLinksFragment,
} from "../platform/admin-api/operations.generated.ts";
import { mediaOf, variantsOf, type ProductNow } from "./product-on-shopify.server.ts";

/** The first pages of a product. */
export type ProductPage = ProductIn<ReadProductsQuery>;
export type OrderPage = ProductIn<ReadOrdersQuery>;
type ProductIn<Query extends { nodes: unknown[] }> = Extract<
  Query["nodes"][number],
  { __typename: "Product" }
>;

/** A product of which the first pages are known; null when it was deleted meanwhile. */
export async function wholeProduct(admin: AdminApi, page: ProductPage): Promise<ProductNow | null> {
  const order = await wholeOrder(admin, page);
  const nodes = order && (await moreVariants(admin, page.id, page.variants));
  return nodes && { ...order, variants: variantsOf({ nodes }) };
}

/** The same without the variants. */
export async function wholeOrder(
  admin: AdminApi,
  { id, media }: OrderPage,
): Promise<Pick<ProductNow, "id" | "media"> | null> {
  const nodes = await moreMedia(admin, id, media);
  return nodes && { id: fromGid(id), media: mediaOf(nodes) };
}

async function moreMedia(admin: AdminApi, gid: string, first: MediaPageFragment) {
  const media = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor) {
    const { product } = await admin.request(ReadMoreMedia, { id: gid, after: pageInfo.endCursor });
    if (!product) return null;
    media.push(...product.media.nodes);
    ({ pageInfo } = product.media);
  }
  return media;
}

async function moreVariants(admin: AdminApi, gid: string, first: VariantLinksFragment) {
  const variants = [...first.nodes];
  let { pageInfo } = first;
  while (pageInfo.hasNextPage && pageInfo.endCursor) {
    const { product } = await admin.request(ReadMoreVariants, { id: gid, after: pageInfo.endCursor });
    if (!product) return null;
    variants.push(...product.variants.nodes);
    ({ pageInfo } = product.variants);
  }
  return variants;
}
