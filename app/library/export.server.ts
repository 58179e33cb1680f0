import type { Queries } from "../platform/db/db.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { BulkWhich } from "./bulk.ts";
import { chosenImages } from "./image-filter.server.ts";

const IMAGE = {
  ...{
    id: true,
    batchId: true,
    productId: true,
    productTitle: true,
    photoId: true,
    photoAlt: true,
    photoUrl: true,
  },
  ...{ recipeKey: true, recipeVersion: true, recipeName: true, model: true, objectKey: true, mimeType: true },
  ...{
    width: true,
    height: true,
    bytes: true,
    sha256: true,
    altText: true,
    decision: true,
    decidedByName: true,
  },
  ...{ decidedAt: true, createdAt: true, pinnedAt: true, expiredAt: true },
  /** What was asked for when it was made again from another one. */
  generation: { select: { replacesId: true, instruction: true } },
} as const;

export type ExportedImage = Awaited<ReturnType<typeof imagesAfter>>[number];

/** The next images in order of their ids, which is that of time; those whose files are gone only if they are asked for. */
export async function imagesAfter(
  db: Queries,
  shop: string,
  { after, limit, withExpired }: { after: string; limit: number; withExpired: boolean },
) {
  return db.image.findMany({
    where: { shop, id: { gt: after }, ...(withExpired ? {} : { expiredAt: null }) },
    orderBy: { id: "asc" },
    take: limit,
    select: IMAGE,
  });
}

/** The same of those alone that were chosen, with their files. */
export async function chosenAfter(
  db: Queries,
  shop: string,
  { which, after, limit }: { which: BulkWhich; after: string; limit: number },
): Promise<ExportedImage[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM "Image" WHERE ${chosenImages(shop, which)} AND "expiredAt" IS NULL AND id > ${after}
    ORDER BY id LIMIT ${limit}`;
  return imagesNamed(
    db,
    shop,
    rows.map(({ id }) => id),
  );
}

/** Those of the ids that there are, in order. */
export async function imagesNamed(
  db: Queries,
  shop: string,
  ids: readonly string[],
): Promise<ExportedImage[]> {
  return db.image.findMany({
    where: { shop, id: { in: [...ids] } },
    orderBy: { id: "asc" },
    select: IMAGE,
  });
}

/** One of them, if its file is there. */
export async function imageToExport(db: Queries, shop: string, id: string): Promise<ExportedImage | null> {
  return db.image.findFirst({ where: { shop, id, expiredAt: null }, select: IMAGE });
}

/** Whether all of these are there still, be their files gone. */
export async function areThere(db: Queries, shop: string, ids: readonly string[]): Promise<boolean> {
  const [found] = await db.$queryRaw<{ images: number }[]>`
    SELECT count(*)::int AS images FROM "Image" WHERE shop = ${shop} AND id = ANY(${[...ids]})`;
  return found?.images === ids.length;
}

/** How many there are, and how large they are together. */
export async function imagesToExport(
  db: Queries,
  shop: string,
  which: BulkWhich | null,
): Promise<{ images: number; bytes: number }> {
  const chosen = which ? chosenImages(shop, which) : Prisma.sql`shop = ${shop}`;
  const [sum] = await db.$queryRaw<{ images: number; bytes: number }[]>`
    SELECT count(*)::int AS images, COALESCE(sum(bytes), 0)::float8 AS bytes FROM "Image"
    WHERE ${chosen} AND "expiredAt" IS NULL`;
  return sum ?? { images: 0, bytes: 0 };
}
