import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  ReadMoreMedia,
  ReadMoreVariants,
  type MediaPageFragment,
  type VariantLinksFragment,
} from "../platform/admin-api/operations.generated.ts";

/** All media of a product of which the first page is known; null when it was deleted meanwhile. */
export async function moreMedia(admin: AdminApi, gid: string, first: MediaPageFragment) {
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

/** The same for its variants. */
export async function moreVariants(admin: AdminApi, gid: string, first: VariantLinksFragment) {
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
