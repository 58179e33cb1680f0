import { reconcileImages } from "../library/reconcile-images.server.ts";
import { type Found, type ReconcileDeps } from "../library/reconcile-mend.server.ts";

const SHOPS_AT_ONCE = 500;
const YOUNG_MS = 86_400_000;

/**
 * Compares the whole object store with the rows that name its files, both ways, shop by shop; `isFixing` mends what is
 * found. Work may go on meanwhile, and any of it may be done again.
 */
export async function reconcile(deps: ReconcileDeps): Promise<Found> {
  const found: Found = {
    ...{ shops: 0, objects: 0, rows: 0, young: 0, orphans: 0, unrecorded: 0, missing: 0 },
    ...{ missingThumbnails: 0, empty: 0, missingExports: 0, mended: 0 },
  };
  await deps.objects.ready();
  for await (const shop of shopsInDatabase(deps)) {
    found.shops += 1;
    await reconcileImages(deps, shop, found);
    await reconcileExports(deps, shop, found);
  }
  for await (const folders of deps.objects.folders("shops/")) {
    for (const shop of await unknownOf(deps, folders)) await removeFolder(deps, shop, found);
  }
  return found;
}

/** Shops that are being erased are left to that. */
async function* shopsInDatabase({ db }: ReconcileDeps): AsyncGenerator<string> {
  for (let after = ""; ;) {
    const rows = await db.shop.findMany({
      where: { shop: { gt: after } },
      orderBy: { shop: "asc" },
      take: SHOPS_AT_ONCE,
      select: { shop: true, erasingSince: true },
    });
    const last = rows.at(-1);
    if (!last) return;
    for (const { shop, erasingSince } of rows) if (!erasingSince) yield shop;
    after = last.shop;
  }
}

async function unknownOf({ db }: ReconcileDeps, shops: readonly string[]): Promise<string[]> {
  const rows = await db.shop.findMany({ where: { shop: { in: [...shops] } }, select: { shop: true } });
  const known = new Set(rows.map(({ shop }) => shop));
  return shops.filter((shop) => !known.has(shop));
}

/** What a shop left that there is no more. */
async function removeFolder(deps: ReconcileDeps, shop: string, found: Found): Promise<void> {
  for await (const page of deps.objects.list(`shops/${shop}/`)) {
    if ((await unknownOf(deps, [shop])).length === 0) return; // it came back this moment
    found.objects += page.length;
    const old = page.filter(({ putAt }) => deps.now.getTime() - putAt.getTime() > YOUNG_MS);
    found.young += page.length - old.length;
    await removeOrphans(
      deps,
      old.map(({ key }) => key),
      found,
    );
  }
}

/** Finished exports and their files. One that is being made has no file yet: the store puts it together at its end. */
async function reconcileExports(deps: ReconcileDeps, shop: string, found: Found): Promise<void> {
  const { db, objects, isFixing } = deps;
  const there = new Set<string>();
  for await (const page of objects.list(`shops/${shop}/exports/`)) {
    found.objects += page.length;
    const keys = page.map(({ key }) => key);
    for (const key of keys) there.add(key);
    const rows = await db.export.findMany({
      where: { shop, objectKey: { in: keys }, state: { not: "expired" } },
      select: { objectKey: true },
    });
    const known = new Set(rows.map(({ objectKey }) => objectKey));
    const strays = page.filter(({ key }) => !known.has(key));
    const old = strays.filter(({ putAt }) => deps.now.getTime() - putAt.getTime() > YOUNG_MS);
    found.young += strays.length - old.length;
    await removeOrphans(
      deps,
      old.map(({ key }) => key),
      found,
    );
  }
  const ready = await db.export.findMany({
    where: { shop, state: "ready" },
    select: { id: true, objectKey: true },
  });
  for (const { id, objectKey } of ready) {
    if (objectKey && there.has(objectKey)) continue;
    found.missingExports += 1;
    if (!isFixing) continue;
    await db.export.updateMany({
      where: { shop, id, state: "ready" },
      data: { state: "failed", failureCode: "export_gone" },
    });
    found.mended += 1;
  }
}

async function removeOrphans({ objects, isFixing }: ReconcileDeps, keys: readonly string[], found: Found) {
  found.orphans += keys.length;
  if (!isFixing) return;
  await objects.delete(keys);
  found.mended += keys.length;
}
