import type { Queries } from "../platform/db/db.server.ts";
import { COUNTED_TO } from "../platform/counted.ts";
import { ON_ITS_PRODUCT } from "./on-its-product.ts";

export type BatchImageCounts = {
  undecided: number;
  /** Approved, not on their product and not on the way there. */
  publishable: number;
  /** On their product, or on the way there. */
  published: number;
};

const MOST = COUNTED_TO + 1;

/** What stands to be done with the images of a batch: the page that shows it is polled, and a batch may have 200,000. */
export async function batchImageCounts(
  db: Queries,
  shop: string,
  batchId: string,
): Promise<BatchImageCounts> {
  const [counts] = await db.$queryRaw<BatchImageCounts[]>`
    SELECT
      (SELECT count(*)::int FROM (SELECT FROM "Image" i
        WHERE i.shop = ${shop} AND i."batchId" = ${batchId} AND i.decision = 'undecided'
        LIMIT ${MOST}) u) AS undecided,
      (SELECT count(*)::int FROM (SELECT FROM "Image" i
        WHERE i.shop = ${shop} AND i."batchId" = ${batchId} AND i.decision = 'approved' AND NOT EXISTS (
          SELECT FROM "Publication" p
          WHERE p.shop = i.shop AND p."imageId" = i.id AND p.state = ANY(${ON_ITS_PRODUCT}))
        LIMIT ${MOST}) a) AS publishable,
      (SELECT count(*)::int FROM (SELECT FROM "Image" i
        WHERE i.shop = ${shop} AND i."batchId" = ${batchId} AND i.decision = 'approved' AND EXISTS (
          SELECT FROM "Publication" p
          WHERE p.shop = i.shop AND p."imageId" = i.id AND p.state = ANY(${ON_ITS_PRODUCT}))
        LIMIT ${MOST}) p) AS published`;
  return counts ?? { undecided: 0, publishable: 0, published: 0 };
}
