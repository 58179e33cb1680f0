import { Prisma } from "../platform/db/generated/client.ts";
import type { Db } from "../platform/db/db.server.ts";

export type DueProduct = {
  shop: string;
  productId: string;
  isRestore: boolean;
  /** Of those due, the most attempts made. */
  attempt: number;
  /** How many products of the shop are in work or picked before this one. */
  ahead: number;
};

/** As the index "Publication_due" has it. */
export const HAS_WORK = Prisma.sql`(p."state" IN ('pending', 'uploading', 'processing') OR p."restoringAt" IS NOT NULL)`;
/** Rows looked at per shop: one product may have as many. */
const MOST_ROWS = 300;

/**
 * Across shops: the products whose work should begin next, for each shop as many as its share leaves room for. It jumps
 * from shop to shop in the index, so what it costs depends on the shops that wait, not on how much waits in each. Shops that
 * have left are passed over. Those that are suspended are not: that stops what costs the operator, and these images are
 * made and charged.
 */
export async function dueProductsAcrossShops(
  db: Db,
  now: Date,
  { inAll, ofAShop }: { inAll: number; ofAShop: number },
): Promise<DueProduct[]> {
  return db.$queryRaw<DueProduct[]>`
    WITH RECURSIVE "waiting" AS (
      (SELECT p."shop" FROM "Publication" p WHERE ${HAS_WORK} ORDER BY p."shop" LIMIT 1)
      UNION ALL
      SELECT (SELECT p."shop" FROM "Publication" p
              WHERE ${HAS_WORK} AND p."shop" > w."shop" ORDER BY p."shop" LIMIT 1)
      FROM "waiting" w WHERE w."shop" IS NOT NULL
    ), "here" AS (
      SELECT w."shop" FROM "waiting" w JOIN "Shop" s ON s."shop" = w."shop" AND s."uninstalledAt" IS NULL
        AND s."reconnectSince" IS NULL
    ), "share" AS (
      SELECT greatest(1, least(${ofAShop}::int, ${inAll}::int / greatest(1, count("shop")::int))) AS "most"
      FROM "here"
    )
    SELECT w."shop", due."productId", due."isRestore", due."attempt",
           (busy."products" + due."place" - 1)::int AS "ahead"
    FROM "here" w
    CROSS JOIN "share" s
    CROSS JOIN LATERAL (
      SELECT count(*) AS "products" FROM "ProductLock" l WHERE l."shop" = w."shop" AND l."until" > ${now}
    ) busy
    CROSS JOIN LATERAL (
      SELECT "productId", "isRestore", max("attempt")::int AS "attempt",
             row_number() OVER (ORDER BY min("runAfter"), "productId") AS "place"
      FROM (
        SELECT p."productId", p."restoringAt" IS NOT NULL AS "isRestore", p."attempt", p."runAfter"
        FROM "Publication" p
        WHERE p."shop" = w."shop" AND ${HAS_WORK} AND p."runAfter" <= ${now}
          AND (p."leaseUntil" IS NULL OR p."leaseUntil" < ${now})
          AND NOT EXISTS (
            SELECT 1 FROM "ProductLock" l
            WHERE l."shop" = p."shop" AND l."productId" = p."productId" AND l."until" > ${now})
        ORDER BY p."runAfter", p."productId" LIMIT ${MOST_ROWS}
      ) first
      GROUP BY "productId", "isRestore"
    ) due
    WHERE due."place" + busy."products" <= s."most" OR (due."place" = 1 AND busy."products" = 0)
    ORDER BY "ahead", w."shop"
    LIMIT ${inAll}`;
}
