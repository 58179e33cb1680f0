import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { Snapshot, withoutMedia } from "./snapshot.ts";

/**
 * An image is deleted, in this transaction, and with its publications goes what Packshot knew of their media. Where other
 * publications saw these on the product they would look like the merchant's own, gone since, and restoring would be
 * refused for ever. Who reads the product from now on does not see them: an image that is on its product is not deleted.
 */
export async function forgetMediaOf(tx: Queries, shop: string, imageId: string): Promise<void> {
  const known = await tx.publication.findMany({
    where: { shop, imageId, mediaId: { not: null } },
    select: { productId: true, mediaId: true },
  });
  const ids = new Set(known.flatMap(({ mediaId }) => mediaId ?? []));
  const [first] = known;
  if (!first) return;
  const seen = await tx.$queryRaw<{ id: string; snapshot: unknown }[]>`
    SELECT p."id", p."snapshot" FROM "Publication" p
    WHERE p."shop" = ${shop} AND p."productId" = ${first.productId} AND p."imageId" <> ${imageId}
      AND EXISTS (
        SELECT 1 FROM jsonb_array_elements(p."snapshot" -> 'media') media
        WHERE media ->> 'id' IN (${Prisma.join([...ids])}))
    ORDER BY p."id" FOR UPDATE OF p`;
  for (const { id, snapshot } of seen) {
    const data = { snapshot: withoutMedia(Snapshot.parse(snapshot), ids) };
    await tx.publication.update({ where: { shop_id: { shop, id } }, data });
  }
}
