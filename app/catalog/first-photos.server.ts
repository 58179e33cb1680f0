import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { FirstPhotos } from "../platform/admin-api/operations.generated.ts";
import { usablePhoto, type Photo } from "./catalog-product.ts";
import { fromGid, toGid } from "./gid.ts";

/** A product, its connection (2), the medium and its picture are 5 points, and a query may ask for 1,000. */
const PRODUCTS_AT_ONCE = 180;

export type ProductWithPhoto = { id: string; title: string; photo: Photo | null };

/** The first photo of each product, in the order asked for; without what this shop does not have. */
export async function firstPhotosOf(admin: AdminApi, ids: readonly string[]): Promise<ProductWithPhoto[]> {
  const products: ProductWithPhoto[] = [];
  for (let at = 0; at < ids.length; at += PRODUCTS_AT_ONCE) {
    const gids = ids.slice(at, at + PRODUCTS_AT_ONCE).map((id) => toGid("Product", id));
    const { nodes } = await admin.request(FirstPhotos, { ids: gids });
    for (const node of nodes) {
      if (node?.__typename !== "Product") continue;
      const [medium] = node.media.nodes;
      const photo = medium?.__typename === "MediaImage" ? usablePhoto(medium) : null;
      products.push({ id: fromGid(node.id), title: node.title, photo });
    }
  }
  return products;
}
