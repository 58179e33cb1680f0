import type { Queries } from "../platform/db/db.server.ts";

export type ScopedPhoto = {
  productId: string;
  productTitle: string;
  photoId: string;
  photoAlt: string;
  photoUrl: string;
};

/** One file of Shopify's can be on several products: each of them gets its own image. */
export function eachOnce<T extends { productId: string; photoId: string }>(photos: readonly T[]): T[] {
  return [...new Map(photos.map((photo) => [`${photo.productId}/${photo.photoId}`, photo])).values()];
}

/** Adds photos to a batch's scope from this position on, each once for its product; answers how many were new. */
export async function addToScope(
  tx: Queries,
  shop: string,
  batchId: string,
  photos: readonly ScopedPhoto[],
  from: number,
): Promise<number> {
  const distinct = eachOnce(photos);
  if (distinct.length === 0) return 0;
  const rows = JSON.stringify(distinct.map((photo, n) => ({ ...photo, n })));
  return tx.$executeRaw`
    INSERT INTO "ScopePhoto" (shop, "batchId", position, "productId", "productTitle", "photoId", "photoAlt", "photoUrl")
    SELECT ${shop}, ${batchId}, ${from}::int + (row_number() OVER (ORDER BY p.n))::int - 1, p."productId",
      p."productTitle", p."photoId", p."photoAlt", p."photoUrl"
    FROM jsonb_to_recordset(${rows}::jsonb) AS p(n int, "productId" text, "productTitle" text, "photoId" text,
      "photoAlt" text, "photoUrl" text)
    WHERE NOT EXISTS (SELECT FROM "ScopePhoto" s
      WHERE s.shop = ${shop} AND s."batchId" = ${batchId} AND s."photoId" = p."photoId"
        AND s."productId" = p."productId")`;
}

/** Marks photos that the same prompt and model made an image of for their product, which is still there; answers how many. */
export async function markDuplicates(tx: Queries, shop: string, batchId: string): Promise<number> {
  await tx.$executeRaw`
    UPDATE "ScopePhoto" s SET "isDuplicate" = true
    FROM "Batch" b
    WHERE b.shop = ${shop} AND b.id = ${batchId} AND s.shop = b.shop AND s."batchId" = b.id AND NOT s."isDuplicate"
      AND EXISTS (SELECT FROM "Image" i WHERE i.shop = s.shop AND i."photoId" = s."photoId"
        AND i."productId" = s."productId" AND i."promptHash" = b."promptHash" AND i.model = b.model
        AND i."expiredAt" IS NULL)`;
  return tx.scopePhoto.count({ where: { shop, batchId, isDuplicate: true } });
}
