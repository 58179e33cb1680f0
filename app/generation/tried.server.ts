import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** The form token of the batch that tries a quote on one photo first. */
export const triedForm = (formToken: string) => `${formToken}/one`;

/** The quote that waits for a batch which tries it on one photo; null for all other batches. */
export async function quoteTriedBy(db: Queries, shop: string, id: string): Promise<string | null> {
  const tried = await db.batch.findUnique({ where: { shop_id: { shop, id } }, select: { formToken: true } });
  const [, formToken] = /^(.+)\/one$/u.exec(tried?.formToken ?? "") ?? [];
  if (!formToken) return null;
  const quote = await db.batch.findUnique({ where: { shop_formToken: { shop, formToken } }, select: QUOTE });
  return quote?.state === "quoted" ? quote.id : null;
}

const QUOTE = { id: true, state: true } as const;

/**
 * The photo a quote was tried on, `s` of the quote's scope, when its image is there and was not rejected: with one
 * image per photo it need not be made again.
 */
const TRIED = Prisma.sql`
  SELECT i."productId", i."photoId" FROM "Batch" b
  JOIN "Batch" t ON t.shop = b.shop AND t."formToken" = b."formToken" || '/one'
  JOIN "Image" i ON i.shop = t.shop AND i."batchId" = t.id AND i.decision <> 'rejected'
    AND i."expiredAt" IS NULL
  WHERE b.shop = s.shop AND b.id = s."batchId" AND b."imagesPerPhoto" = 1`;

/** How many photos of the quote are duplicates only because it was tried on them. */
export async function countTried(db: Queries, shop: string, batchId: string): Promise<number> {
  const [row] = await db.$queryRaw<{ tried: number }[]>`
    SELECT count(*)::int AS tried FROM "ScopePhoto" s
    WHERE s.shop = ${shop} AND s."batchId" = ${batchId} AND NOT s."isDuplicate"
      AND (s."productId", s."photoId") IN (${TRIED})`;
  return row?.tried ?? 0;
}

/** Makes duplicates of them; answers how many. */
export function markTried(tx: Queries, shop: string, batchId: string): Promise<number> {
  return tx.$executeRaw`
    UPDATE "ScopePhoto" s SET "isDuplicate" = true
    WHERE s.shop = ${shop} AND s."batchId" = ${batchId} AND NOT s."isDuplicate"
      AND (s."productId", s."photoId") IN (${TRIED})`;
}
