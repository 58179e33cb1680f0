import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Queries } from "../platform/db/db.server.ts";

/**
 * Some of a shop's entries get a name that leads nowhere and lose all words of people: as billing records they stay.
 * Keys may be an operator's words too, so they go by the entry's id. The setting lets this one change pass the trigger
 * that keeps the ledger append-only. Answers how many; 0 when all have it.
 */
export async function keepUnderPseudonym(
  tx: Queries,
  shop: string,
  { pseudonym, most }: { pseudonym: string; most: number },
): Promise<number> {
  await tx.$queryRaw`SELECT set_config('packshot.pseudonym', 'on', true)`;
  const kept = await tx.$executeRaw`
    UPDATE "LedgerEntry" SET shop = ${pseudonym}, key = kind || ':' || id, note = ''
    WHERE ctid = ANY(ARRAY(SELECT ctid FROM "LedgerEntry" WHERE shop = ${shop} LIMIT ${most}))`;
  await tx.$queryRaw`SELECT set_config('packshot.pseudonym', 'off', true)`;
  return kept;
}

export function eraseAccount(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "CreditAccount", most);
}
