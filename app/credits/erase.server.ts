import { randomUUID } from "node:crypto";
import type { Queries } from "../platform/db/db.server.ts";

/**
 * The shop's row is gone: its entries stay as billing records under a name that leads nowhere, without any words of
 * people. Keys may be an operator's words too, so they go by the entry's id. The setting lets this one change pass the
 * trigger that keeps the ledger append-only.
 */
export async function keepLedgerUnderPseudonym(tx: Queries, shop: string): Promise<void> {
  const pseudonym = `erased:${randomUUID()}`;
  await tx.$queryRaw`SELECT set_config('packshot.pseudonym', 'on', true)`;
  await tx.$executeRaw`
    UPDATE "LedgerEntry" SET shop = ${pseudonym}, key = kind || ':' || id, note = '' WHERE shop = ${shop}`;
  await tx.$queryRaw`SELECT set_config('packshot.pseudonym', 'off', true)`;
}
