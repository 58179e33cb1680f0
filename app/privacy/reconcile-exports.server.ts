import { removeOrphans, type Found, type ReconcileDeps } from "../library/reconcile-mend.server.ts";

/** Only these have a file, or will have. */
const ALIVE = ["queued", "running", "ready"];

/** Finished exports and their files. One that is being made has no file yet: the store puts it together at its end. */
export async function reconcileExports(deps: ReconcileDeps, shop: string, found: Found): Promise<void> {
  const { db, objects } = deps;
  for await (const page of objects.list(`shops/${shop}/exports/`)) {
    found.objects += page.length;
    const keys = page.map(({ key }) => key);
    const rows = await db.export.findMany({
      where: { shop, objectKey: { in: keys }, state: { in: ALIVE } },
      select: { objectKey: true },
    });
    const known = new Set(rows.map(({ objectKey }) => objectKey));
    const strays = page.filter(({ key }) => !known.has(key));
    await removeOrphans(deps, strays, found);
  }
  await mendMissingExports(deps, shop, found);
}

/** One after the other and each by its own key: there are few, and one may have become ready this moment. */
async function mendMissingExports(deps: ReconcileDeps, shop: string, found: Found): Promise<void> {
  const { db, isFixing } = deps;
  const ready = await db.export.findMany({
    where: { shop, state: "ready" },
    select: { id: true, objectKey: true },
  });
  for (const { id, objectKey } of ready) {
    if (objectKey && (await isThere(deps, objectKey))) continue;
    found.missingExports += 1;
    if (!isFixing) continue;
    await db.export.updateMany({
      where: { shop, id, state: "ready" },
      data: { state: "failed", failureCode: "export_gone" },
    });
    found.mended += 1;
  }
}

/** Asked after its row was read as ready: by then the store had put it together. */
async function isThere({ objects }: ReconcileDeps, key: string): Promise<boolean> {
  for await (const page of objects.list(key)) if (page.some((file) => file.key === key)) return true;
  return false;
}
