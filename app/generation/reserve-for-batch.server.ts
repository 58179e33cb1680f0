import type { CreditsConfig } from "../credits/credits-config.ts";
import { reserve, type Reservation } from "../credits/ledger.server.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** Holds credits for a batch whose row is locked; throws when a cap or the balance does not allow it. */
export async function reserveForBatch(
  tx: Queries,
  shop: string,
  reservation: Reservation,
  config: CreditsConfig,
): Promise<void> {
  const { batchId, credits } = reservation;
  await reserve(tx, shop, reservation, config);
  await tx.batch.update({
    where: { shop_id: { shop, id: batchId } },
    data: { reserved: { increment: credits } },
  });
}
