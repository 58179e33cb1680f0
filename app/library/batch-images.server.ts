import type { Queries } from "../platform/db/db.server.ts";
import { ON_ITS_PRODUCT } from "./on-its-product.ts";

export type BatchImageCounts = {
  undecided: number;
  /** Approved, not on their product and not on the way there. */
  publishable: number;
  /** On their product, or on the way there. */
  published: number;
  /** Their files are gone. */
  expired: number;
};

/**
 * What stands to be done with the images of a batch. The page that shows it is polled and a batch may have 200,000, so
 * each figure is one look at an index made for it. Whatever is on its product is approved: decisions are locked there.
 */
export async function batchImageCounts(
  db: Queries,
  shop: string,
  batchId: string,
): Promise<BatchImageCounts> {
  const [counts] = await db.$queryRaw<
    { undecided: number; approved: number; published: number; expired: number }[]
  >`
    SELECT
      (SELECT count(*)::int FROM "Image"
        WHERE shop = ${shop} AND "batchId" = ${batchId} AND decision = 'undecided' AND "expiredAt" IS NULL) AS undecided,
      (SELECT count(*)::int FROM "Image"
        WHERE shop = ${shop} AND "batchId" = ${batchId} AND decision = 'approved' AND "expiredAt" IS NULL) AS approved,
      (SELECT count(*)::int FROM "Publication"
        WHERE shop = ${shop} AND state = ANY(${ON_ITS_PRODUCT}) AND "batchId" = ${batchId} AND "isLatest" AND NOT "isCopy") AS published,
      (SELECT count(*)::int FROM "Image"
        WHERE shop = ${shop} AND "batchId" = ${batchId} AND "expiredAt" IS NOT NULL) AS expired`;
  const { undecided = 0, approved = 0, published = 0, expired = 0 } = counts ?? {};
  return { undecided, publishable: Math.max(0, approved - published), published, expired };
}
