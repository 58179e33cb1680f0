import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";

/**
 * Throws unless the shop is here and may spend. Asked first in the transaction that starts work: its lock makes a shop
 * that leaves at this moment wait until the work is there to be cancelled.
 */
export async function assertShopWorks(tx: Queries, shop: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ uninstalledAt: Date | null; suspendedAt: Date | null }[]>`
    SELECT "uninstalledAt", "suspendedAt" FROM "Shop" WHERE shop = ${shop} FOR SHARE`;
  if (!row || row.uninstalledAt) throw new PackshotError("shop_gone", { shop });
  if (row.suspendedAt) throw new PackshotError("shop_suspended", { shop });
}
