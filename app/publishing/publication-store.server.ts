import { COUNTED_TO } from "../platform/counted.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { OurMedia } from "./our-media.ts";

/** What a person sees of a publication. */
export type PublicationSummary = {
  id: string;
  imageId: string;
  batchId: string;
  state: string;
  productId: string;
  productTitle: string;
  placement: string;
  failureCode: string | null;
  mediaId: string | null;
  personName: string;
  createdAt: Date;
  liveAt: Date | null;
  restoringAt: Date | null;
  restoredAt: Date | null;
};

export const SUMMARY = {
  id: true,
  imageId: true,
  batchId: true,
  state: true,
  productId: true,
  productTitle: true,
  placement: true,
  failureCode: true,
  mediaId: true,
  personName: true,
  createdAt: true,
  liveAt: true,
  restoringAt: true,
  restoredAt: true,
} as const;

/** Every media that Packshot ever put on the product and knows of, the oldest first. */
export async function ourMediaOf(db: Queries, shop: string, productId: string): Promise<OurPublication[]> {
  const rows = await db.publication.findMany({
    where: { shop, productId, mediaId: { not: null } },
    orderBy: { createdAt: "asc" },
    select: {
      ...{ id: true, imageId: true, mediaId: true, photoId: true, placement: true, variantIds: true },
      ...{ state: true, createdAt: true, personId: true },
    },
  });
  return rows.flatMap(({ mediaId, ...row }) => (mediaId === null ? [] : { ...row, mediaId }));
}

export type OurPublication = OurMedia & {
  id: string;
  imageId: string;
  state: string;
  createdAt: Date;
  personId: string;
};

export async function hasPublications(db: Queries, shop: string, productId: string): Promise<boolean> {
  return (await db.publication.findFirst({ where: { shop, productId }, select: { id: true } })) !== null;
}

/** The latest publication of each of these images on the product that it was made for. */
export async function publicationsOfImages(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Map<string, PublicationSummary>> {
  const rows = await db.publication.findMany({
    where: { shop, imageId: { in: [...imageIds] }, isLatest: true, isCopy: false },
    select: SUMMARY,
  });
  return new Map(rows.map((row) => [row.imageId, row]));
}

/** All of one image, those that are over too; the newest first. */
export async function publicationsOfImage(db: Queries, shop: string, imageId: string, limit: number) {
  return db.publication.findMany({
    where: { shop, imageId },
    orderBy: { createdAt: "desc" },
    take: limit,
    select: { ...SUMMARY, restoredByName: true },
  });
}

/** How many Packshot images are live on the shop's products; no further than a person wants to know. */
export async function countLive(db: Queries, shop: string): Promise<number> {
  // In the order of the index: else the planner may look through the table of all shops for them.
  const orderBy = { batchId: "asc" } as const;
  return db.publication.count({ where: { shop, state: "live" }, orderBy, take: COUNTED_TO + 1 });
}
