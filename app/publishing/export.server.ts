import type { Queries } from "../platform/db/db.server.ts";

type Published = { state: string; liveAt: Date | null; mediaId: string | null };

/** The last publication of each of the images that has one. */
export async function lastPublications(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Map<string, Published>> {
  const rows = await db.publication.findMany({
    where: { shop, imageId: { in: [...imageIds] }, isLatest: true, isCopy: false },
    select: { imageId: true, state: true, liveAt: true, mediaId: true },
  });
  return new Map(rows.map(({ imageId, ...published }) => [imageId, published]));
}
