import { Session } from "@shopify/shopify-api";
import type { Session as SessionRow } from "./db/generated/client.ts";
import { SealBrokenError, type Seal } from "./seal.server.ts";

export type { SessionRow };

export const SEALED_FIELDS = ["accessToken", "refreshToken"] as const;
type SealedField = (typeof SEALED_FIELDS)[number];

/** What a sealed text is bound to. A session's id names its shop, so that it does not open in another shop's row. */
export function ownerOf(sessionId: string, field: SealedField): string {
  return `session/${sessionId}/${field}`;
}

export function offlineIdOf(shop: string): string {
  return `offline_${shop}`;
}

/** Of a session that the library exchanged. When the person's permission was asked is not its to say. */
export function toRow(session: Session, seal: Seal): Omit<SessionRow, "permissionAskedAt"> {
  const person = session.onlineAccessInfo;
  const close = (field: SealedField, secret: string | undefined) =>
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

/** Null when no key opens its tokens: to whoever asks it is as good as absent. */
export function openRow(row: SessionRow, seal: Seal): Session | null {
  try {
    return toSession(row, seal);
  } catch (error) {
    if (error instanceof SealBrokenError) return null;
    throw error;
  }
}

function toSession(row: SessionRow, seal: Seal): Session {
  // The seal binds the id alone: with another shop in the row, that shop's tokens would go to this one.
  const isOwn = row.isOnline ? row.id.startsWith(`${row.shop}_`) : row.id === offlineIdOf(row.shop);
  if (!isOwn) throw new SealBrokenError("the session's id is another shop's");
  const open = (field: SealedField) => {
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
