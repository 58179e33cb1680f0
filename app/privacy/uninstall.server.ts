import { closeLeftBatches, endAllBatches } from "../generation/leave-shop.server.ts";
import { endBulkActions } from "../library/leave-shop.server.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { endLeftPublications } from "../publishing/leave-shop.server.ts";
import { endLeftExports } from "./leave-exports.server.ts";
import { isLate, type ShopEvent } from "./webhooks.ts";

/** `isInferred`: nobody told us, Shopify refuses the shop's credentials. */
type Event = Pick<ShopEvent, "triggeredAt"> & { isInferred?: boolean };
type Standing = { seenInstalledAt: Date; uninstalledAt: Date | null; uninstallLearnt: string };

/** The shop has left: all of it, for whoever is in no hurry. */
export async function uninstall(db: Db, shop: string, event: Event): Promise<void> {
  await db.$transaction((tx) => stopShop(tx, shop, event));
  await closeLeft(db, shop);
}

/**
 * Its credentials are destroyed and its batches are over, in the caller's transaction, which takes no longer however much
 * was under way. What runs at this moment finds its lease gone and is discarded. The library stays until Shopify asks for
 * erasure. Where it is only inferred, the shop's own pair of tokens, which Shopify refuses, stays: with it Shopify is asked
 * once more before anything is erased (check-installed.server.ts).
 */
export async function stopShop(tx: Queries, shop: string, event: Event): Promise<void> {
  const now = new Date();
  // Locked, and before its sessions, as whoever stores a session does: the shop may come back at this moment. Not more
  // than that: whoever has a batch already may be about to note in the shop's log what was done to it.
  const [row] = await tx.$queryRaw<Standing[]>`
    SELECT "seenInstalledAt", "uninstalledAt", "uninstallLearnt" FROM "Shop" WHERE shop = ${shop} FOR NO KEY UPDATE`;
  if (!row || isLate(event, row.seenInstalledAt)) return;
  if (event.isInferred && row.uninstalledAt) return; // told meanwhile
  if (!row.uninstalledAt) {
    await recordAudit(tx, shop, "packshot", { action: "uninstalled", on: "shop", details: {} });
  }
  await tx.session.deleteMany({ where: { shop, ...(event.isInferred ? { isOnline: true } : {}) } });
  const uninstallLearnt = event.isInferred ? "inferred" : "told";
  await tx.shop.update({
    where: { shop },
    data: { uninstalledAt: leftAt(event, row, now), uninstallLearnt },
  });
  await endAllBatches(tx, shop, now);
  await endBulkActions(tx, shop, now);
}

/** When it happened, not when we heard of it: `shop/redact` counts from there. Of several uninstalls the last one. */
function leftAt({ triggeredAt }: Event, { uninstalledAt, uninstallLearnt }: Standing, now: Date): Date {
  const known = uninstallLearnt === "inferred" || !uninstalledAt ? 0 : uninstalledAt.getTime();
  return new Date(Math.max(known, Math.min(triggeredAt.getTime(), now.getTime())));
}

/** The rows follow. Harmless for a shop that came back meanwhile: only what is over already is closed. */
export async function closeLeft(db: Db, shop: string): Promise<void> {
  const now = new Date();
  await closeLeftBatches(db, shop, now);
  await endLeftPublications(db, shop, { now, chunks: 1 });
  await endLeftExports(db, shop);
}
