import { closeLeftBatches, endAllBatches } from "../generation/leave-shop.server.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { endLeftPublications } from "../publishing/leave-shop.server.ts";
import { endLeftExports } from "./leave-exports.server.ts";
import { isLate, type ShopEvent } from "./webhooks.ts";

/**
 * The shop has left: its credentials are destroyed and its batches are over, in one transaction that takes no longer
 * however much was under way. The rows follow: what runs at this moment finds its lease gone and is discarded. The library
 * stays until Shopify asks for erasure.
 */
export async function uninstall(db: Db, shop: string, event: Pick<ShopEvent, "triggeredAt">): Promise<void> {
  const now = new Date();
  await db.$transaction(async (tx) => {
    // Locked, and before its sessions, as whoever stores a session does: the shop may come back at this moment.
    const [row] = await tx.$queryRaw<{ seenInstalledAt: Date; uninstalledAt: Date | null }[]>`
      SELECT "seenInstalledAt", "uninstalledAt" FROM "Shop" WHERE shop = ${shop} FOR UPDATE`;
    if (!row || isLate(event, row.seenInstalledAt)) return;
    if (!row.uninstalledAt) {
      await recordAudit(tx, shop, "packshot", { action: "uninstalled", on: "shop", details: {} });
    }
    await tx.session.deleteMany({ where: { shop } });
    await tx.shop.update({ where: { shop }, data: { uninstalledAt: now } });
    await endAllBatches(tx, shop, now);
  });
  await closeLeftBatches(db, shop, now);
  await endLeftPublications(db, shop, { now, chunks: 1 });
  await endLeftExports(db, shop);
}
