import type { Db } from "../platform/db/db.server.ts";
import { isOvertaken } from "./event-store.server.ts";
import type { ShopEvent } from "./webhooks.ts";

/** The store granted or took away scopes: its stored sessions say so from now on, unless later news came first. */
export async function updateScopes(
  db: Db,
  shop: string,
  event: ShopEvent,
  current: readonly string[],
): Promise<void> {
  if (await isOvertaken(db, shop, event)) return;
  await db.session.updateMany({ where: { shop, isOnline: false }, data: { scope: current.join(",") } });
}
