import type { Db } from "../platform/db/db.server.ts";

/**
 * The shop has left: an export that is being made finds its lease gone. Until when that was stays: so long a worker may
 * still be putting something. One that is ready stays for its days.
 */
export async function endLeftExports(db: Db, shop: string): Promise<void> {
  await db.export.updateMany({
    where: { shop, state: { in: ["queued", "running"] }, shopRow: { uninstalledAt: { not: null } } },
    data: { state: "failed", failureCode: "shop_gone", leaseToken: null },
  });
}
