import { failWaitingOf } from "../generation/forget-product.server.ts";
import type { Db } from "../platform/db/db.server.ts";

/** A product was deleted in Shopify: its waiting work is pointless, and its publications are gone with it. */
export async function forgetProduct(db: Db, shop: string, productId: string): Promise<void> {
  const over = {
    activeImageId: null,
    restoringAt: null,
    failureCode: "product_deleted",
    leaseToken: null,
    leaseUntil: null,
  };
  await failWaitingOf(db, shop, productId, new Date());
  await db.$transaction([
    db.publication.updateMany({
      where: { shop, productId, state: { in: ["pending", "uploading", "processing", "unclear"] } },
      data: { ...over, state: "failed" },
    }),
    db.publication.updateMany({
      where: { shop, productId, state: "live" },
      data: { ...over, state: "partly_restored" },
    }),
  ]);
}
