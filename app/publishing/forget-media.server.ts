import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";

/**
 * Images are deleted, in this transaction, and with their publications goes what Packshot knew of their media. Where
 * other publications saw these on the product they would look like the merchant's own, gone since, and restoring would
 * be refused for ever. Who reads the product from now on does not see them: an image that is on its product is not
 * deleted. One statement, however many they are.
 */
export async function forgetMediaOf(tx: Queries, shop: string, imageIds: readonly string[]): Promise<void> {
  const ids = [...imageIds];
  await tx.$executeRaw`
    WITH gone AS (
      SELECT "productId", array_agg("mediaId") AS media FROM "Publication"
      WHERE shop = ${shop} AND "imageId" = ANY(${ids}) AND "mediaId" IS NOT NULL GROUP BY "productId"),
    held AS (
      SELECT p.id, gone.media FROM "Publication" p JOIN gone ON gone."productId" = p."productId"
      WHERE p.shop = ${shop} AND p."imageId" <> ALL(${ids}) AND EXISTS (
        SELECT FROM jsonb_array_elements(p.snapshot -> 'media') seen WHERE seen ->> 'id' = ANY(gone.media))
      ORDER BY p.id FOR UPDATE OF p)
    UPDATE "Publication" p SET snapshot = jsonb_build_object(
      'media', ${without("p.snapshot -> 'media'", "one ->> 'id'")},
      'variants', (
        SELECT COALESCE(jsonb_agg(variant || jsonb_build_object('mediaIds',
          ${without("variant -> 'mediaIds'", "one #>> '{}'")}) ORDER BY place), '[]')
        FROM jsonb_array_elements(p.snapshot -> 'variants') WITH ORDINALITY AS variants (variant, place)))
    FROM held WHERE p.shop = ${shop} AND p.id = held.id`;
}

/** A list in its order, without those whose id is a medium that goes. */
function without(list: string, id: string): Prisma.Sql {
  return Prisma.raw(`(SELECT COALESCE(jsonb_agg(one ORDER BY at), '[]')
        FROM jsonb_array_elements(${list}) WITH ORDINALITY AS listed (one, at) WHERE ${id} <> ALL(held.media))`);
}
