import { PackshotError } from "../platform/errors.ts";
import type { Found, ReconcileDeps } from "./reconcile-mend.server.ts";
import { doomObjectsOf, removeObjects } from "./stored-objects.server.ts";
import { thumbnailOf } from "./thumbnail.server.ts";

type StoredRow = { key: string; generationId: string };

/** Rows that the comparison found no file for. */
export async function mendMissing(
  deps: ReconcileDeps,
  shop: string,
  rows: readonly StoredRow[],
  found: Found,
): Promise<void> {
  for (const row of rows) {
    if (await isMissing(deps, shop, row)) await mendOne(deps, shop, row, found);
  }
}

/** Looked at once more, the row as well as the file. */
async function isMissing({ db, objects }: ReconcileDeps, shop: string, { key }: StoredRow): Promise<boolean> {
  for await (const page of objects.list(key)) if (page.some((file) => file.key === key)) return false;
  const row = await db.storedObject.findUnique({
    where: { shop_key: { shop, key } },
    select: { state: true },
  });
  return row?.state === "kept";
}

async function mendOne(
  deps: ReconcileDeps,
  shop: string,
  { key, generationId }: StoredRow,
  found: Found,
): Promise<void> {
  const { db, isFixing } = deps;
  const image = await db.image.findUnique({
    where: { shop_generationId: { shop, generationId } },
    select: { objectKey: true, thumbnailKey: true, expiredAt: true },
  });
  const isThere = image && !image.expiredAt;
  let isMended = isFixing;
  if (isThere && key === image.objectKey) {
    found.missing += 1;
    if (isFixing) await expireLost(deps, shop, generationId);
  } else if (isThere && key === image.thumbnailKey) {
    found.missingThumbnails += 1;
    if (isFixing) isMended = await makeThumbnail(deps, image, found);
  } else {
    found.empty += 1;
    if (isFixing) await db.storedObject.deleteMany({ where: { shop, key } });
  }
  if (isMended) found.mended += 1;
}

/**
 * Its file is gone, whether it was to be kept or not: it is as if its time were over. After a backup was put back it may
 * be one that a person had deleted since, so its words and names go as well; of what is on a product nothing was.
 */
async function expireLost({ db, objects, now }: ReconcileDeps, shop: string, generationId: string) {
  const doomed = await db.$transaction(async (tx) => {
    await tx.image.updateMany({ where: { shop, generationId }, data: { expiredAt: now, pinnedAt: null } });
    await tx.image.updateMany({
      where: { shop, generationId, unusedSince: { not: null } },
      data: NO_WORDS,
    });
    return doomObjectsOf(tx, shop, [generationId]);
  });
  await removeObjects(db, objects, doomed);
}

const NO_WORDS = {
  ...{ altText: "", productTitle: "", photoAlt: "", photoUrl: "", promptHash: "" },
  ...{ decidedById: null, decidedByName: null },
} as const;

type Keys = { objectKey: string; thumbnailKey: string };

/** False when it could not be made. */
async function makeThumbnail(
  { objects }: ReconcileDeps,
  { objectKey, thumbnailKey }: Keys,
  found: Found,
): Promise<boolean> {
  try {
    const thumbnail = await thumbnailOf(await objects.get(objectKey));
    await objects.put(thumbnailKey, thumbnail, { contentType: "image/webp" });
    return true;
  } catch (error) {
    if (!(error instanceof PackshotError)) throw error;
    if (error.code === "image_file_gone") return true; // its original is missing too: that one's row comes by itself
    if (error.code !== "model_bad_image") throw error;
    found.undecodable += 1;
    return false;
  }
}
