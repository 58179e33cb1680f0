import type { Db } from "./db/db.server.ts";
import type { Seal } from "./seal.server.ts";
import { openRow } from "./session-row.server.ts";

export type Refused = { sessionId: string; token: string };

/**
 * Forgets a person's session; their next request brings a new one. Shopify ends a person's token when they log out, long
 * before it expires, and its library exchanges only what is absent or expires soon. Never one that came since: only the
 * session that still holds the refused token.
 */
export async function forgetRefused(
  { db, seal }: { db: Db; seal: Seal },
  shop: string,
  { sessionId: id, token }: Refused,
): Promise<void> {
  const row = await db.session.findFirst({ where: { id, shop } });
  if (!row || openRow(row, seal)?.accessToken !== token) return;
  // Sealed anew each time, so this is the very row that was read.
  await db.session.deleteMany({ where: { id, shop, accessToken: row.accessToken } });
}
