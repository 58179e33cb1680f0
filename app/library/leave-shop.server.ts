import type { Queries } from "../platform/db/db.server.ts";

/** The shop leaves, in the transaction that says so: what was asked of many of its images goes no further. */
export async function endBulkActions(tx: Queries, shop: string, now: Date): Promise<void> {
  await tx.bulkAction.updateMany({
    where: { shop, state: "running" },
    data: { state: "cancelled", finishedAt: now },
  });
}
