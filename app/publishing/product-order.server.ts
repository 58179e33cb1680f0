import { toGid } from "../catalog/gid.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  LinkVariantMedia,
  MoveMedia,
  UnlinkVariantMedia,
} from "../platform/admin-api/operations.generated.ts";
import type { ProductWork } from "./product-work.server.ts";
import type { Move } from "./moves.ts";
import { gidOf, refuse, type ProductNow } from "./product-on-shopify.server.ts";
import type { VariantLink } from "./way-back.ts";

/** Asks Shopify to move media, which it does a moment later: look at the product afterwards. */
export async function moveMedia(
  work: ProductWork,
  product: Pick<ProductNow, "id" | "media">,
  moves: readonly Move[],
): Promise<void> {
  const { productReorderMedia } = await work.admin.request(MoveMedia, {
    id: toGid("Product", product.id),
    moves: moves.map(({ id, newPosition }) => ({ id: gidOf(product, id), newPosition: String(newPosition) })),
  });
  refuse(productReorderMedia?.mediaUserErrors, { productId: product.id });
}

export async function setVariantLinks(
  admin: AdminApi,
  product: ProductNow,
  { link, unlink }: { link: readonly VariantLink[]; unlink: readonly VariantLink[] },
): Promise<void> {
  const productId = toGid("Product", product.id);
  for (const links of pairs(product, unlink)) {
    const { productVariantDetachMedia } = await admin.request(UnlinkVariantMedia, { productId, links });
    refuse(productVariantDetachMedia?.userErrors, { productId: product.id });
  }
  for (const links of pairs(product, link)) {
    const { productVariantAppendMedia } = await admin.request(LinkVariantMedia, { productId, links });
    refuse(productVariantAppendMedia?.userErrors, { productId: product.id });
  }
}

/** Shopify takes a hundred pairs a call, with one media each. */
const PAIRS_AT_ONCE = 100;

function pairs(product: ProductNow, links: readonly VariantLink[]) {
  const inputs = links.map(({ variantId, mediaId }) => ({
    variantId: toGid("ProductVariant", variantId),
    mediaIds: [gidOf(product, mediaId)],
  }));
  const calls = Math.ceil(inputs.length / PAIRS_AT_ONCE);
  return Array.from({ length: calls }, (_, n) => inputs.slice(n * PAIRS_AT_ONCE, (n + 1) * PAIRS_AT_ONCE));
}
