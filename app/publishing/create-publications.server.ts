import { randomUUID } from "node:crypto";
import { imagesNamed } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { cutText } from "../platform/plain-text.ts";
import { fileNameFor } from "./file-name.ts";
import type { Placement } from "./placement.ts";

export type PublicationRequest = {
  imageIds: readonly string[];
  /** `as_before`: where the image's last publication wanted it. */
  placement: Placement | "as_before";
  /** The variants that show an image's photo are to show the image; as before, too, where the placement is. */
  onVariants?: boolean;
  /** Another product than their photos'. */
  to?: CopyTarget;
  person: Pick<Person, "id" | "name">;
  now: Date;
  /** Leaves out what is not approved, expired or gone, instead of refusing all. */
  skipUnapproved?: boolean;
  /** What the log says, where these images are only a part of what was asked for; `already`: it has its entry. */
  noted?: Asked | "already";
};
export type CopyTarget = { productId: string; productTitle: string };
export type Asked = { images: number; batchId?: string };
export type RequestedPublication = {
  id: string;
  imageId: string;
  state: string;
  attempt: number;
  isNew: boolean;
};

const REQUESTED = { id: true, imageId: true, state: true, attempt: true } as const;

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
    const images = await approvedImages(tx, shop, imageIds, request.skipUnapproved);
    const where = request.to ? { productId: request.to.productId } : { isCopy: false };
    const active = await tx.publication.findMany({
      where: { shop, activeImageId: { in: imageIds }, ...where },
      select: REQUESTED,
    });
    const waiting = images.filter((image) => !active.some(({ imageId }) => imageId === image.id));
    const waitingIds = waiting.map(({ id }) => id);
    const before = await tx.publication.updateManyAndReturn({
      where: { shop, imageId: { in: waitingIds }, isLatest: true, ...where },
      data: { isLatest: false },
      select: { imageId: true, placement: true, onVariants: true },
    });
    const earlier = new Map(before.map((one) => [one.imageId, one]));
    const created = await tx.publication.createManyAndReturn({
      data: waiting.map((image) => {
        const { placement, onVariants = false } = request;
        const wanted = placement === "as_before" ? earlier.get(image.id) : { placement, onVariants };
        return newPublication(shop, image, { ...request, ...(wanted ?? { placement: "end", onVariants }) });
      }),
      select: REQUESTED,
    });
    await noteRequested(tx, shop, request, waiting);
    return [
      ...active.map((row) => ({ ...row, isNew: false })),
      ...created.map((row) => ({ ...row, isNew: true })),
    ];
  });
}

async function noteRequested(
  tx: Queries,
  shop: string,
  request: PublicationRequest,
  images: readonly { id: string; batchId: string }[],
): Promise<void> {
  const { person, placement, onVariants = false, noted = asked(images) } = request;
  if (images.length === 0 || noted === "already") return;
  const { batchId, ...named } = noted;
  const of = batchId === undefined ? ({ on: "image" } as const) : ({ on: "batch", id: batchId } as const);
  await recordAudit(tx, shop, person, {
    action: "images_published",
    ...of,
    details: { ...named, placement, ...(onVariants && { onVariants }) },
  });
}

function asked(images: readonly { id: string; batchId: string }[]): Asked {
  const batches = new Set(images.map(({ batchId }) => batchId));
  const [batchId] = batches.size === 1 ? batches : [];
  return { ...imagesNamed(images.map(({ id }) => id)), batchId };
}

async function approvedImages(db: Queries, shop: string, ids: readonly string[], skipOthers = false) {
  const images = await db.image.findMany({
    where: { shop, id: { in: [...ids] } },
    select: {
      id: true,
      batchId: true,
      productId: true,
      photoId: true,
      productTitle: true,
      recipeKey: true,
      altText: true,
      decision: true,
      expiredAt: true,
    },
  });
  if (skipOthers) return images.filter(({ decision, expiredAt }) => decision === "approved" && !expiredAt);
  if (images.length < ids.length) throw new PackshotError("not_found", { imageIds: ids });
  const refused = images.find(({ decision }) => decision !== "approved");
  if (refused) throw new PackshotError("image_not_approved", { imageId: refused.id });
  const expired = images.find(({ expiredAt }) => expiredAt);
  if (expired) throw new PackshotError("image_file_gone", { imageId: expired.id });
  return images;
}

/** Shopify's limit for alt texts. */
const LONGEST_ALT = 512;

type Wanted = Pick<PublicationRequest, "person" | "now" | "to"> & { placement: string; onVariants: boolean };

function newPublication(
  shop: string,
  image: Awaited<ReturnType<typeof approvedImages>>[number],
  { placement, onVariants, to = image, person, now }: Wanted,
) {
  const id = randomUUID();
  const { productId, productTitle } = to;
  return {
    ...{ shop, id, imageId: image.id, activeImageId: image.id, batchId: image.batchId },
    ...{ productId, productTitle, photoId: image.photoId, isCopy: productId !== image.productId },
    ...{ placement, onVariants },
    fileName: fileNameFor({ productTitle, recipeKey: image.recipeKey, publicationId: id }),
    altText: cutText(image.altText.replace(/\s+/gu, " ").trim(), LONGEST_ALT),
    ...{ personId: person.id, personName: person.name, createdAt: now, runAfter: now },
  };
}
