import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import type { Uploads } from "../platform/objects/uploads.ts";

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

/**
 * What the store has of exports that nobody makes any more, as when the shop has left: aborted, and then forgotten.
 * Answers how many. `check` throws where they are nobody's to abort any more.
 */
export async function abortUploads(
  { db, uploads, check }: Pick<Deps, "db" | "uploads"> & { check?: () => Promise<void> },
  whose: { shop: string } | "failed",
  most: number,
): Promise<number> {
  const rows = await db.export.findMany({
    where: { uploadId: { not: null }, ...(whose === "failed" ? { state: whose } : whose) },
    take: most,
    select: { shop: true, id: true, objectKey: true, uploadId: true },
  });
  if (rows.length > 0) await check?.();
  for (const { shop, id, objectKey: key, uploadId } of rows) {
    if (key && uploadId) await uploads.abort({ key, uploadId });
    await db.exportPart.deleteMany({ where: { shop, exportId: id } });
    await db.export.updateMany({ where: { shop, id, uploadId }, data: { uploadId: null } });
  }
  return rows.length;
}
