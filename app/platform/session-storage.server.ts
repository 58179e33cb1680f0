import { Session } from "@shopify/shopify-api";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { recordAudit } from "./audit/record-audit.server.ts";
import type { Db, Queries } from "./db/db.server.ts";
import type { Session as SessionRow } from "./db/generated/client.ts";
import { SealBrokenError, type Seal } from "./seal.server.ts";
import type { Logger } from "./logger.server.ts";

/** What it takes to open a stored session. */
export type Opening = { seal: Seal; log: Logger };
type Deps = Opening & { db: Db };

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
        await tx.session.upsert({ where: { id: row.id }, create: row, update: row });
      });
      return true;
    },
    async loadSession(id) {
      const row = await db.session.findUnique({ where: { id } });
      if (row?.isOnline && !(await hasOwnSession(db, row.shop))) return undefined;
      return row ? openRow(row, { seal, log }) : undefined;
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
      return rows.flatMap((row) => openRow(row, { seal, log }) ?? []);
    },
  };
}

/**
 * Puts a refreshed pair of tokens in the place of the old one, both or neither. Does nothing when the session is gone:
 * a refresh that raced with an uninstall must not bring credentials back.
 */
export async function replaceTokens(db: Queries, seal: Seal, session: Session): Promise<void> {
  const { id, accessToken, refreshToken, refreshTokenExpires, expires, scope } = toRow(session, seal);
  await db.session.updateMany({
    where: { id, shop: session.shop },
    data: { accessToken, refreshToken, refreshTokenExpires, expires, scope },
  });
}

/** A session whose tokens no key opens counts as absent: Shopify issues new ones at the next visit. */
export function openRow(row: SessionRow, { seal, log }: Opening): Session | undefined {
  try {
    return toSession(row, seal);
  } catch (error) {
    if (!(error instanceof SealBrokenError)) throw error;
    log.error({ shop: row.shop, err: error }, "a stored session does not open; the store must reconnect");
    return undefined;
  }
}

/**
 * A person's session without the shop's: the shop left, or was erased, while it was stored. It counts as absent, so
 * that Shopify is asked for both again, and the shop's row is made with them.
 */
async function hasOwnSession(db: Queries, shop: string): Promise<boolean> {
  return (await db.session.findFirst({ where: { shop, isOnline: false }, select: { id: true } })) !== null;
}

/** One that is being erased counts as gone until that is over: then it begins anew. */
async function markInstalled(db: Queries, shop: string): Promise<void> {
  const isGone = { shop, uninstalledAt: { not: null }, erasingSince: null };
  const { count } = await db.shop.updateMany({ where: isGone, data: { uninstalledAt: null } });
  if (count > 0) await recordAudit(db, shop, "packshot", { action: "reinstalled", on: "shop", details: {} });
  const now = new Date();
  await db.$executeRaw`
    INSERT INTO "Shop" AS s (shop) VALUES (${shop})
    ON CONFLICT (shop) DO UPDATE SET "seenInstalledAt" = ${now},
      "uninstalledAt" = CASE WHEN s."erasingSince" IS NULL THEN NULL ELSE s."uninstalledAt" END`;
}

function toRow(session: Session, seal: Seal): SessionRow {
  const person = session.onlineAccessInfo;
  const close = (field: string, secret: string | undefined) =>
    secret === undefined ? null : seal.close(ownerOf(session.id, field), secret);
  return {
    id: session.id,
    shop: session.shop,
    isOnline: session.isOnline,
    state: session.state,
    scope: session.scope ?? null,
    expires: session.expires ?? null,
    accessToken: close("accessToken", session.accessToken),
    refreshToken: close("refreshToken", session.refreshToken),
    refreshTokenExpires: session.refreshTokenExpires ?? null,
    personId: person ? String(person.associated_user.id) : null,
    personName: person
      ? `${person.associated_user.first_name} ${person.associated_user.last_name}`.trim()
      : null,
    personLocale: person?.associated_user.locale ?? null,
    personScope: person?.associated_user_scope ?? null,
  };
}

function toSession(row: SessionRow, seal: Seal): Session {
  const open = (field: "accessToken" | "refreshToken") => {
    const sealed = row[field];
    return sealed === null ? undefined : seal.open(ownerOf(row.id, field), sealed);
  };
  return new Session({
    id: row.id,
    shop: row.shop,
    isOnline: row.isOnline,
    state: row.state,
    scope: row.scope ?? undefined,
    expires: row.expires ?? undefined,
    accessToken: open("accessToken"),
    refreshToken: open("refreshToken"),
    refreshTokenExpires: row.refreshTokenExpires ?? undefined,
    ...(row.isOnline ? { onlineAccessInfo: personInfo(row) } : {}),
  });
}

function personInfo(row: SessionRow) {
  const expiresIn = row.expires ? Math.round((row.expires.getTime() - Date.now()) / 1000) : 0;
  return {
    expires_in: expiresIn,
    associated_user_scope: row.personScope ?? "",
    associated_user: {
      id: Number(row.personId),
      first_name: row.personName ?? "",
      last_name: "",
      email: "",
      email_verified: false,
      account_owner: false,
      locale: row.personLocale ?? "en",
      collaborator: false,
    },
  };
}

function ownerOf(sessionId: string, field: string): string {
  return `session/${sessionId}/${field}`;
}
