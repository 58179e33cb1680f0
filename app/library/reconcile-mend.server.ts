import type { Db } from "../platform/db/db.server.ts";
import type { ObjectStore, StoredFile } from "../platform/objects/object-store.ts";
import { generationOf } from "./object-key.ts";

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
  /** Of these, where the original does not decode: left as they are. */
  undecodable: number;
  /** Rows that name a file of nothing: they go. */
  empty: number;
  /** Exports whose file is gone: they say so. */
  missingExports: number;
  mended: number;
};

/** What is younger may be in the making. */
export const YOUNG_MS = 86_400_000;

/** Files that belong to nothing go, but for young ones. */
export async function removeOrphans(
  { objects, now, isFixing }: Omit<ReconcileDeps, "db">,
  files: readonly StoredFile[],
  found: Found,
): Promise<void> {
  const old = files.filter(({ putAt }) => now.getTime() - putAt.getTime() > YOUNG_MS);
  found.young += files.length - old.length;
  found.orphans += old.length;
  if (!isFixing) return;
  await objects.delete(old.map(({ key }) => key));
  found.mended += old.length;
}

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

function keysOf({ objectKey, thumbnailKey }: { objectKey: string; thumbnailKey: string }): string[] {
  return [objectKey, thumbnailKey];
}
