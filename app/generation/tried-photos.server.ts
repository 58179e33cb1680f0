import type { Queries } from "../platform/db/db.server.ts";
import { MOST_TRIED } from "./most-tried.ts";

/** What became of the first photos of a batch, in the order of the photos' ids; null when the shop has no such batch. */
export async function triedPhotos(db: Queries, shop: string, batchId: string) {
  const batch = await db.batch.findUnique({
    where: { shop_id: { shop, id: batchId } },
    select: { id: true },
  });
  if (!batch) return null;
  return db.generation.findMany({
    where: { shop, batchId },
    // As the index has them: of a batch of 200,000 no more is read than is shown.
    orderBy: [{ photoId: "asc" }, { productId: "asc" }, { ordinal: "asc" }],
    take: MOST_TRIED,
    select: {
      ...{ photoId: true, productId: true, productTitle: true, photoUrl: true },
      ...{ state: true, failureCode: true },
      image: { select: { id: true, decision: true, thumbnailKey: true, altText: true, expiredAt: true } },
    },
  });
}
