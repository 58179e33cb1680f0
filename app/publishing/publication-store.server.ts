import { randomUUID } from "node:crypto";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { fileNameFor } from "./file-name.ts";
import type { Placement } from "./placement.ts";

export type PublicationRequest = {
  imageIds: readonly string[];
  placement: Placement;
  person: Pick<Person, "id" | "name">;
  now: Date;
};
export type RequestedPublication = { id: string; imageId: string; state: string; attempt: number };

/** What a person sees of a publication. */
export type PublicationSummary = RequestedPublication & {
  productId: string;
  placement: string;
  failureCode: string | null;
  mediaId: string | null;
  personName: string;
  createdAt: Date;
  liveAt: Date | null;
  restoringAt: Date | null;
  restoredAt: Date | null;
};

const REQUESTED = { id: true, imageId: true, state: true, attempt: true } as const;
const SUMMARY = {
  ...REQUESTED,
  productId: true,
  placement: true,
  failureCode: true,
  mediaId: true,
  personName: true,
  createdAt: true,
  liveAt: true,
  restoringAt: true,
  restoredAt: true,
} as const;

/**
 * A publication for each image; where one is not over yet, that one, so that a second click changes nothing. The images
 * are locked from the check to the insert: who rejects one at the same moment comes before or after, never between.
 */
export async function createPublications(
  db: Db,
  shop: string,
  request: PublicationRequest,
): Promise<RequestedPublication[]> {
  const imageIds = [...new Set(request.imageIds)].sort(); // everybody locks in the same order
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`
      SELECT 1 FROM "Image" WHERE "shop" = ${shop} AND "id" IN (${Prisma.join(imageIds)}) ORDER BY "id" FOR UPDATE`;
    const images = await approvedImages(tx, shop, imageIds);
    const active = await tx.publication.findMany({
      where: { shop, activeImageId: { in: imageIds } },
      select: REQUESTED,
    });
    const waiting = images.filter((image) => !active.some(({ imageId }) => imageId === image.id));
    const created = await tx.publication.createManyAndReturn({
      data: waiting.map((image) => newPublication(shop, image, request)),
      select: REQUESTED,
    });
    return [...active, ...created];
  });
}

async function approvedImages(db: Queries, shop: string, ids: readonly string[]) {
  const images = await db.image.findMany({
    where: { shop, id: { in: [...ids] } },
    select: {
      id: true,
      productId: true,
      photoId: true,
      productTitle: true,
      recipeKey: true,
      altText: true,
      decision: true,
    },
  });
  if (images.length < ids.length) throw new PackshotError("not_found", { imageIds: ids });
  const refused = images.find(({ decision }) => decision !== "approved");
  if (refused) throw new PackshotError("image_not_approved", { imageId: refused.id });
  return images;
}

/** Shopify's limit for alt texts. */
const LONGEST_ALT = 512;

function newPublication(
  shop: string,
  image: Awaited<ReturnType<typeof approvedImages>>[number],
  { placement, person, now }: PublicationRequest,
) {
  const id = randomUUID();
  const { productTitle, recipeKey } = image;
  return {
    shop,
    id,
    imageId: image.id,
    activeImageId: image.id,
    productId: image.productId,
    photoId: image.photoId,
    placement,
    fileName: fileNameFor({ productTitle, recipeKey, publicationId: id }),
    altText: image.altText.replace(/\s+/gu, " ").trim().slice(0, LONGEST_ALT),
    personId: person.id,
    personName: person.name,
    createdAt: now,
    runAfter: now,
  };
}

/** Marks a live publication for restore. Null when it is not live; a second click finds it marked already. */
export async function markForRestore(
  db: Db,
  shop: string,
  id: string,
  person: Pick<Person, "id" | "name">,
  now: Date,
): Promise<RequestedPublication | null> {
  await db.publication.updateMany({
    where: { shop, id, state: "live", restoringAt: null },
    data: {
      restoringAt: now,
      restoredById: person.id,
      restoredByName: person.name,
      failureCode: null,
      attempt: 0,
      runAfter: now,
    },
  });
  return db.publication.findFirst({
    where: { shop, id, state: "live", restoringAt: { not: null } },
    select: REQUESTED,
  });
}

/** Newest first, the order in which they are restored. */
export async function livePublicationIds(db: Queries, shop: string, productId: string): Promise<string[]> {
  const rows = await db.publication.findMany({
    where: { shop, productId, state: "live" },
    orderBy: [{ liveAt: "desc" }, { id: "desc" }],
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** Every media that Packshot ever put on the product and knows of, save those of one publication. */
export async function ourMediaIds(
  db: Queries,
  shop: string,
  productId: string,
  exceptId?: string,
): Promise<Set<string>> {
  const rows = await db.publication.findMany({
    where: { shop, productId, mediaId: { not: null }, ...(exceptId ? { id: { not: exceptId } } : {}) },
    select: { mediaId: true },
  });
  return new Set(rows.flatMap(({ mediaId }) => mediaId ?? []));
}

export async function findPublication(
  db: Queries,
  shop: string,
  id: string,
): Promise<PublicationSummary | null> {
  return db.publication.findUnique({ where: { shop_id: { shop, id } }, select: SUMMARY });
}

/** The latest publication of each of these images. */
export async function publicationsOfImages(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Map<string, PublicationSummary>> {
  const rows = await db.publication.findMany({
    where: { shop, imageId: { in: [...imageIds] } },
    orderBy: { createdAt: "asc" },
    select: SUMMARY,
  });
  return new Map(rows.map((row) => [row.imageId, row]));
}

/** Newest first; `before` is the id of the last one seen. One publish makes many at the same moment, so ids decide. */
export async function listPublications(
  db: Queries,
  shop: string,
  { limit, before, productId }: { limit: number; before?: string; productId?: string },
): Promise<PublicationSummary[]> {
  return db.publication.findMany({
    where: { shop, ...(productId ? { productId } : {}) },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    ...(before ? { cursor: { shop_id: { shop, id: before } }, skip: 1 } : {}),
    take: limit,
    select: SUMMARY,
  });
}

/** How many Packshot images are live on the shop's products. */
export async function countLive(db: Queries, shop: string): Promise<number> {
  return db.publication.count({ where: { shop, state: "live" } });
}
