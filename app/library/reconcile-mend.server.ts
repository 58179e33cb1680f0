import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ObjectStore, StoredFile } from "../platform/objects/object-store.ts";
import { generationOf } from "./object-key.ts";
import { doomObjectsOf, removeObjects } from "./stored-objects.server.ts";
import { thumbnailOf } from "./thumbnail.server.ts";

export type ReconcileDeps = { db: Db; objects: ObjectStore; now: Date; isFixing: boolean };

/** What was compared, what is wrong, and how much of that is mended. */
export type Found = {
  shops: number;
  objects: number;
  rows: number;
  /** Without a row, but so new that it may be in the making. */
  young: number;
  /** Files that no row names: they go. */
  orphans: number;
  /** Files of an image that its list of files does not name: noted again. */
  unrecorded: number;
  /** Images whose file is gone: they expire. */
  missing: number;
  /** Thumbnails that are gone: made again. */
  missingThumbnails: number;
  /** Rows that name a file of nothing: they go. */
  empty: number;
  /** Exports whose file is gone: they say so. */
  missingExports: number;
  mended: number;
};

export type StoredRow = { key: string; generationId: string };

/** Files that the comparison found no row for. */
export async function mendStrays(
  { db, objects, isFixing }: ReconcileDeps,
  shop: string,
  strays: readonly StoredFile[],
  found: Found,
): Promise<void> {
  if (strays.length === 0) return;
  const keys = strays.map(({ key }) => key);
  const rows = await db.storedObject.findMany({ where: { shop, key: { in: keys } }, select: { key: true } });
  const known = new Set(rows.map(({ key }) => key));
  const images = await db.image.findMany({
    where: { shop, generationId: { in: [...new Set(keys.map(generationOf))] }, expiredAt: null },
    select: { generationId: true, objectKey: true, thumbnailKey: true },
  });
  const used = new Map(images.flatMap((image) => keysOf(image).map((key) => [key, image.generationId])));
  const unrecorded = keys.filter((key) => !known.has(key) && used.has(key));
  const orphans = keys.filter((key) => !known.has(key) && !used.has(key));
  found.unrecorded += unrecorded.length;
  found.orphans += orphans.length;
  if (!isFixing) return;
  const data = unrecorded.map((key) => ({ shop, key, generationId: generationOf(key), attempt: 0 }));
  await db.storedObject.createMany({
    data: data.map((row) => ({ ...row, state: "kept" })),
    skipDuplicates: true,
  });
  await objects.delete(orphans);
  found.mended += unrecorded.length + orphans.length;
}

/** Rows that the comparison found no file for. */
export async function mendMissing(
  deps: ReconcileDeps,
  shop: string,
  rows: readonly StoredRow[],
  found: Found,
): Promise<void> {
  // Nothing at all, but much expected: rather the wrong bucket than a loss, and nothing would be left of the library.
  if (found.objects === 0 && rows.length > SUSPICIOUS) {
    throw new PackshotError("store_unavailable", { shop, reason: "the store is empty", rows: rows.length });
  }
  for (const row of rows) {
    if (await isMissing(deps, shop, row)) await mendOne(deps, shop, row, found);
  }
}

const SUSPICIOUS = 100;

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
  if (isThere && key === image.objectKey) {
    found.missing += 1;
    if (isFixing) await expireLost(deps, shop, generationId);
  } else if (isThere && key === image.thumbnailKey) {
    found.missingThumbnails += 1;
    if (isFixing) await makeThumbnail(deps, image);
  } else {
    found.empty += 1;
    if (isFixing) await db.storedObject.deleteMany({ where: { shop, key } });
  }
  if (isFixing) found.mended += 1;
}

/** Its file is gone, whether it was to be kept or not: it is as if its time were over. */
async function expireLost({ db, objects, now }: ReconcileDeps, shop: string, generationId: string) {
  const doomed = await db.$transaction(async (tx) => {
    await tx.image.updateMany({ where: { shop, generationId }, data: { expiredAt: now, pinnedAt: null } });
    return doomObjectsOf(tx, shop, [generationId]);
  });
  await removeObjects(db, objects, doomed);
}

type Keys = { objectKey: string; thumbnailKey: string };

async function makeThumbnail({ objects }: ReconcileDeps, { objectKey, thumbnailKey }: Keys): Promise<void> {
  try {
    const thumbnail = await thumbnailOf(await objects.get(objectKey));
    await objects.put(thumbnailKey, thumbnail, { contentType: "image/webp" });
  } catch (error) {
    // Its original is missing too: that one's row comes by itself.
    if (!(error instanceof PackshotError && error.code === "image_file_gone")) throw error;
  }
}

function keysOf({ objectKey, thumbnailKey }: Keys): string[] {
  return [objectKey, thumbnailKey];
}
