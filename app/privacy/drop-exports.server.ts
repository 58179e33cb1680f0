import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { PART_MS, type Uploads } from "../platform/objects/uploads.ts";

type Deps = { db: Db; objects: Pick<ObjectStore, "delete">; uploads: Uploads };

/** The file of an export goes, its row stays: a crash in between leaves a row that says `ready`, and its time comes too. */
export async function expireExport(
  { db, objects }: Omit<Deps, "uploads">,
  shop: string,
  id: string,
): Promise<void> {
  const row = await db.export.findUnique({
    where: { shop_id: { shop, id }, state: "ready" },
    select: { objectKey: true },
  });
  if (!row?.objectKey) throw new PackshotError("export_not_ready", { shop, export: id });
  await objects.delete([row.objectKey]);
  await db.export.updateMany({ where: { shop, id, state: "ready" }, data: { state: "expired" } });
  await db.exportPart.deleteMany({ where: { shop, exportId: id } });
}

/** Those before the newest go, at once; the sweep would take them as well. */
export async function dropOlder(deps: Omit<Deps, "uploads">, shop: string, newest: string): Promise<void> {
  const older = await deps.db.export.findMany({
    where: { shop, state: "ready", id: { lt: newest } },
    select: { id: true },
  });
  for (const { id } of older) await expireExport(deps, shop, id);
}

type Store = Pick<Deps, "objects" | "uploads">;

/** Of everything that was begun under its key, and then of the file itself: nobody can put it together any more. */
export async function removeExportFile({ objects, uploads }: Store, key: string): Promise<void> {
  for (const upload of await uploads.open(key)) await uploads.abort(upload);
  await objects.delete([key]);
}

/**
 * What the store has of exports that failed, as when the shop has left: pieces, or the whole file where the store had
 * just put it together. When nobody can be putting anything any more. Across shops; answers how many.
 */
export async function clearFailed(deps: Deps, now: Date, most: number): Promise<number> {
  const { db } = deps;
  const settled = new Date(now.getTime() - PART_MS);
  const rows = await db.export.findMany({
    where: {
      state: "failed",
      // One of them is there until it is cleared: a worker may have begun an upload that it could not note.
      OR: [{ leaseUntil: { lt: settled } }, { leaseUntil: null, uploadId: { not: null } }],
    },
    take: most,
    select: { shop: true, id: true, objectKey: true },
  });
  for (const { shop, id, objectKey } of rows) {
    if (objectKey) await removeExportFile(deps, objectKey);
    await db.exportPart.deleteMany({ where: { shop, exportId: id } });
    await db.export.updateMany({
      where: { shop, id, state: "failed" },
      data: { uploadId: null, leaseUntil: null },
    });
  }
  return rows.length;
}

/** When nobody can be putting a piece of this shop's exports any more; null when nobody was. */
export async function uploadsSettledAt(db: Queries, shop: string): Promise<Date | null> {
  const { _max } = await db.export.aggregate({ where: { shop }, _max: { leaseUntil: true } });
  return _max.leaseUntil && new Date(_max.leaseUntil.getTime() + PART_MS);
}
