import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** What Packshot knows of its images on products. The images stay there: they are the merchant's, in Shopify. */
export function erasePublications(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Publication", most);
}

export function eraseProductLocks(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "ProductLock", most);
}
