import { reconcileImages } from "../library/reconcile-images.server.ts";
import { removeOrphans, type Found, type ReconcileDeps } from "../library/reconcile-mend.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { StoreMark } from "../platform/objects/store-mark.server.ts";
import { reconcileExports } from "./reconcile-exports.server.ts";
import { whyNotMended } from "./reconcile-refusal.ts";

const SHOPS_AT_ONCE = 500;

type Deps = ReconcileDeps & {
  storeMark: Pick<StoreMark, "assertOurs">;
  /** Mends however much there is. */
  isForced: boolean;
};

/**
 * Compares the whole object store with the rows that name its files, both ways, shop by shop; `isFixing` mends what is
 * found, after a first pass that looks whether that may be right. Work may go on meanwhile, and any of it may be done
 * again.
 */
export async function reconcile(deps: Deps): Promise<Found> {
  await deps.storeMark.assertOurs();
  const found = await compareAll({ ...deps, isFixing: false });
  if (!deps.isFixing) return found;
  const why = whyNotMended(found);
  if (why && !deps.isForced) throw new PackshotError("too_much_to_mend", { reason: why, found });
  return compareAll(deps);
}

async function compareAll(deps: ReconcileDeps): Promise<Found> {
  const found: Found = {
    ...{ shops: 0, objects: 0, rows: 0, young: 0, orphans: 0, unrecorded: 0, missing: 0 },
    ...{ missingThumbnails: 0, undecodable: 0, empty: 0, missingExports: 0, mended: 0 },
  };
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
    await removeOrphans(deps, page, found);
  }
}
