import type { Queries } from "../platform/db/db.server.ts";

const PUBLISHED = { productId: true, productTitle: true, state: true, liveAt: true, mediaId: true } as const;
type Published = {
  productId: string;
  productTitle: string;
  state: string;
  liveAt: Date | null;
  mediaId: string | null;
};

/** An image's last publication on its photo's product, and the last one on each other product. */
export type LastPublications = { own?: Published; copies: Published[] };

/** Those of each of the images that has any. */
export async function lastPublications(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Map<string, LastPublications>> {
  const rows = await db.publication.findMany({
    where: { shop, imageId: { in: [...imageIds] }, isLatest: true },
    orderBy: { id: "asc" },
    select: { imageId: true, isCopy: true, ...PUBLISHED },
  });
  const found = new Map<string, LastPublications>();
  for (const { imageId, isCopy, ...published } of rows) {
    const of = found.get(imageId) ?? { copies: [] };
    if (isCopy) of.copies.push(published);
    else of.own = published;
    found.set(imageId, of);
  }
  return found;
}
