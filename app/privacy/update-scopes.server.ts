import type { Db } from "../platform/db/db.server.ts";

/** The store granted or took away scopes: its stored sessions say so from now on. */
export async function updateScopes(db: Db, shop: string, current: readonly string[]): Promise<void> {
  await db.session.updateMany({ where: { shop, isOnline: false }, data: { scope: current.join(",") } });
}
