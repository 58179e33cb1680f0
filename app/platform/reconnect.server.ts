import type { Db, Queries } from "./db/db.server.ts";
import type { Clock } from "./clock.ts";
import type { Logger } from "./logger.server.ts";
import type { Seal } from "./seal.server.ts";
import { offlineIdOf, openRow, type SessionRow } from "./session-row.server.ts";

/** unreadable: no key of ours opens the credentials. refused: Shopify does not take them. */
export type ReconnectWhy = "unreadable" | "refused";

type Judged = { shop: string; why: ReconnectWhy; stored: SessionRow | null; now: Date };

/**
 * Notes that the shop's credentials are of no use, which parks its work until somebody opens the app; said in the log
 * once. `changed` when others stand there by now, `gone` when the shop has left.
 */
export async function askToReconnect(
  tx: Queries,
  log: Logger,
  { shop, why, stored, now }: Judged,
): Promise<"asked" | "changed" | "gone"> {
  // Locked first, as whoever stores a session does: what is read after it is not about to change.
  const [row] = await tx.$queryRaw<{ uninstalledAt: Date | null; reconnectWhy: string }[]>`
    SELECT "uninstalledAt", "reconnectWhy" FROM "Shop" WHERE shop = ${shop} FOR NO KEY UPDATE`;
  if (!row || row.uninstalledAt) return "gone";
  const current = await tx.session.findUnique({ where: { id: offlineIdOf(shop) } });
  if (current?.accessToken !== stored?.accessToken) return "changed";
  if (row.reconnectWhy === why) return "asked";
  await tx.shop.update({ where: { shop }, data: { reconnectSince: now, reconnectWhy: why } });
  log.error({ shop, why }, "the store must reconnect: its work waits until somebody opens Packshot there");
  return "asked";
}

/** They are of use again. */
export async function endReconnect(tx: Queries, shop: string): Promise<void> {
  await tx.shop.updateMany({
    where: { shop, reconnectSince: { not: null } },
    data: { reconnectSince: null, reconnectWhy: "" },
  });
}

const MOST_AT_ONCE = 200;

type SweepDeps = { db: Db; seal: Seal; clock: Clock; log: Logger };

/**
 * Credentials that did not open and open again, because their key was put back: the shop's work goes on. In turns, so
 * that those that stay shut do not hide the others.
 */
export async function sweepReconnect({ db, seal, log }: SweepDeps): Promise<void> {
  const rows = await db.$queryRaw<SessionRow[]>`
    SELECT session.* FROM "Shop" s JOIN "Session" session ON session.id = 'offline_' || s.shop
    WHERE s."reconnectSince" IS NOT NULL AND s."reconnectWhy" = 'unreadable' AND s."uninstalledAt" IS NULL
    ORDER BY random() LIMIT ${MOST_AT_ONCE}`;
  const shops = rows.filter((row) => openRow(row, seal)).map(({ shop }) => shop);
  if (shops.length === 0) return;
  const { count } = await db.shop.updateMany({
    where: { shop: { in: shops }, reconnectWhy: "unreadable" },
    data: { reconnectSince: null, reconnectWhy: "" },
  });
  log.info({ shops: count }, "stored credentials open again, the work of their shops goes on");
}
