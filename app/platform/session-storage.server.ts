import type { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { recordAudit } from "./audit/record-audit.server.ts";
import type { Db, Queries } from "./db/db.server.ts";
import type { Logger } from "./logger.server.ts";
import type { Seal } from "./seal.server.ts";
import { openRow, toRow, type SessionRow } from "./session-row.server.ts";

type Deps = { db: Db; seal: Seal; log: Logger };

/**
 * Shopify's sessions in our database, tokens sealed, the person's e-mail left out. Storing an offline session is what
 * installing means under token exchange: the shop's row is made, or opened again, in the same transaction.
 */
export function createSessionStorage({ db, seal, log }: Deps): SessionStorage {
  return {
    async storeSession(session) {
      const row = toRow(session, seal);
      await db.$transaction(async (tx) => {
        if (!session.isOnline) await markInstalled(tx, session.shop);
        else if (!(await takesPeople(tx, session.shop))) return;
        await tx.session.upsert({ where: { id: row.id }, create: row, update: row });
      });
      return true;
    },
    async loadSession(id) {
      const row = await readRow(db, id);
      if (!row) return undefined;
      // A person's own token may be good still, but only an exchange of tokens mends the shop's: so it counts as absent.
      if (row.isOnline && row.isCutOff) return undefined;
      const session = openRow(row, seal);
      if (!session) log.warn({ shop: row.shop }, "a stored session does not open; a new one is asked for");
      return session ?? undefined;
    },
    async deleteSession(id) {
      await db.session.deleteMany({ where: { id } });
      return true;
    },
    async deleteSessions(ids) {
      await db.session.deleteMany({ where: { id: { in: ids } } });
      return true;
    },
    async findSessionsByShop(shop) {
      const rows = await db.session.findMany({ where: { shop } });
      return rows.flatMap((row) => openRow(row, seal) ?? []);
    },
  };
}

/** Cut off: the shop has no credentials that work, or none at all, for it left or was erased while this was stored. */
async function readRow(db: Db, id: string): Promise<(SessionRow & { isCutOff: boolean }) | undefined> {
  const [row] = await db.$queryRaw<(SessionRow & { isCutOff: boolean })[]>`
    SELECT s.*, shop."reconnectSince" IS NOT NULL
      OR NOT EXISTS (SELECT FROM "Session" own WHERE own.shop = s.shop AND NOT own."isOnline") AS "isCutOff"
    FROM "Session" s LEFT JOIN "Shop" shop ON shop.shop = s.shop WHERE s.id = ${id}`;
  return row;
}

/**
 * Puts a refreshed pair of tokens in the place of the one it was refreshed from, both or neither. False when another
 * pair stands there by now, or none: a refresh that raced with an uninstall must not bring credentials back.
 *
 * Of a refresh and a login at the same moment the login's pair stays, whichever came first. If Shopify lets both live,
 * either will do; if its newest pair ends the others, a refresh that succeeded did so before the login did.
 */
export async function replaceTokens(
  tx: Queries,
  seal: Seal,
  session: Session,
  from: Pick<Session, "accessToken">,
): Promise<boolean> {
  const { id, shop } = session;
  const [row] = await tx.$queryRaw<SessionRow[]>`
    SELECT * FROM "Session" WHERE id = ${id} AND shop = ${shop} FOR NO KEY UPDATE`;
  // The tokens, not the sealed texts: a rotation of keys may have sealed the same ones anew.
  if (!row || openRow(row, seal)?.accessToken !== from.accessToken) return false;
  const { accessToken, refreshToken, refreshTokenExpires, expires, scope } = toRow(session, seal);
  await tx.session.update({
    where: { id },
    data: { accessToken, refreshToken, refreshTokenExpires, expires, scope },
  });
  return true;
}

/**
 * Whether a person's session may be stored: the library asks Shopify for it when the shop's own is stored already, and
 * meanwhile the shop may have left, or be erased to its end. Of one that is being erased it goes with the rest.
 */
async function takesPeople(tx: Queries, shop: string): Promise<boolean> {
  const here = await tx.$queryRaw<unknown[]>`
    SELECT shop FROM "Shop" WHERE shop = ${shop} AND ("uninstalledAt" IS NULL OR "erasingSince" IS NOT NULL) FOR SHARE`;
  return here.length > 0;
}

/** New credentials end what the old ones parked. One that is being erased counts as gone until that is over. */
async function markInstalled(db: Queries, shop: string): Promise<void> {
  const isGone = { shop, uninstalledAt: { not: null }, erasingSince: null };
  const { count } = await db.shop.updateMany({
    where: isGone,
    data: { uninstalledAt: null, uninstallLearnt: "" },
  });
  if (count > 0) await recordAudit(db, shop, "packshot", { action: "reinstalled", on: "shop", details: {} });
  const now = new Date();
  await db.$executeRaw`
    INSERT INTO "Shop" AS s (shop) VALUES (${shop})
    ON CONFLICT (shop) DO UPDATE SET "seenInstalledAt" = ${now}, "reconnectSince" = NULL, "reconnectWhy" = '',
      "uninstalledAt" = CASE WHEN s."erasingSince" IS NULL THEN NULL ELSE s."uninstalledAt" END,
      "uninstallLearnt" = CASE WHEN s."erasingSince" IS NULL THEN '' ELSE s."uninstallLearnt" END`;
}
