import type { Queries } from "../platform/db/db.server.ts";
import { accountOf } from "./account.server.ts";
import { book, isBooked } from "./book.server.ts";
import type { CreditsConfig } from "./credits-config.ts";
import { STARTING_NOTES } from "./starting-notes.ts";

/** The ledger's own name for it: it is granted once. */
const KEY = "grant:sample";

/**
 * Whether the shop may still have its free sample. One that was erased and comes back may not: what stands under its
 * pseudonym does not say any more which grants it had, only that it had some.
 */
export async function isSampleLeft(db: Queries, shop: string, config: CreditsConfig): Promise<boolean> {
  if (await isBooked(db, shop, KEY)) return false;
  const before = { shop: config.pseudonymOf(shop), kind: "grant" };
  return (await db.ledgerEntry.findFirst({ where: before, select: { id: true } })) === null;
}

/** Grants exactly what the sample costs; false where the shop had it before. */
export async function grantSample(
  tx: Queries,
  shop: string,
  { credits, config, now }: { credits: number; config: CreditsConfig; now: Date },
): Promise<boolean> {
  await accountOf(tx, shop, { config, now }); // opens it
  if (!(await isSampleLeft(tx, shop, config))) return false;
  return book(tx, shop, { kind: "grant", key: KEY, credits, note: STARTING_NOTES.sample, now });
}
