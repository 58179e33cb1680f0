import type { Db, Queries } from "./db/db.server.ts";
import { openRow, type Opening } from "./session-storage.server.ts";

type Deps = Opening & { db: Db };
export type Refused = { sessionId: string; token: string };

/*
 * Shopify ends tokens long before they expire: a person's when they log out, a shop's at an uninstall, of which nobody
 * may have told us. Shopify's library exchanges only what is absent or expires soon, so a refused one must go. Never one
 * that came since: only the session that still holds the refused token.
 */

/** Forgets a person's session; their next request brings a new one. */
export async function forgetRefused(deps: Deps, shop: string, refused: Refused): Promise<void> {
  await forgetHolder(deps, deps.db, shop, refused);
}

/**
 * Forgets the shop's own session, and those of its people: the library exchanges both kinds together, and only for a
 * person who has none. True when there is another token by now.
 */
export async function forgetRefusedOffline(deps: Deps, shop: string, refused: Refused): Promise<boolean> {
  return deps.db.$transaction(async (tx) => {
    const holder = await forgetHolder(deps, tx, shop, refused);
    if (holder === "forgotten") await forgetPeople(tx, shop);
    return holder === "another";
  });
}

/** So that the next visit, whoever's it is, exchanges the shop's own token as well. */
export async function forgetPeople(db: Queries, shop: string): Promise<void> {
  await db.session.deleteMany({ where: { shop, isOnline: true } });
}

async function forgetHolder(
  deps: Deps,
  db: Queries,
  shop: string,
  { sessionId: id, token }: Refused,
): Promise<"forgotten" | "another" | "none"> {
  const row = await db.session.findFirst({ where: { id, shop } });
  if (!row) return "none";
  if (openRow(row, deps)?.accessToken !== token) return "another";
  // Sealed anew each time, so this is the very row that was read.
  const { count } = await db.session.deleteMany({ where: { id, shop, accessToken: row.accessToken } });
  return count === 1 ? "forgotten" : "another";
}
