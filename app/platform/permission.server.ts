import {
  HttpResponseError,
  InvalidJwtError,
  RequestedTokenType,
  type Session,
  type Shopify as ShopifyApi,
} from "@shopify/shopify-api";
import type { Clock } from "./clock.ts";
import type { Db } from "./db/db.server.ts";
import { PackshotError } from "./errors.ts";
import type { Seal } from "./seal.server.ts";
import { PERMISSION_MINUTES } from "./permission-minutes.ts";
import { toRow } from "./session-row.server.ts";

type Deps = { db: Db; seal: Seal; api: { auth: Pick<ShopifyApi["auth"], "tokenExchange"> }; clock: Clock };

/** A request's person: their stored session, and the token that proves who sent this request. */
type Asking = { sessionId: string; sessionToken: string };

type Permission = { canEditProducts: boolean; askedAt: Date };

/** `sign_in_again`: the request's token holds no longer, or the stored session went meanwhile. */
type AskPermission = (shop: string, asking: Asking) => Promise<Permission | "sign_in_again">;

/**
 * What a person may do now. Their online token knows what they could when it was issued, up to a day ago; a new one is
 * "restricted to the scopes available to the user"
 * (https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/online-access-tokens).
 * Where Shopify does not answer this throws: nobody acts on what they were once allowed.
 */
export function createPermissions(deps: Deps): AskPermission {
  /** Several requests of one person at once ask once. */
  const asked = new Map<string, Promise<Permission | "sign_in_again">>();
  return (shop, asking) => {
    const who = `${shop} ${asking.sessionId}`;
    const answer = asked.get(who) ?? permissionOf(deps, shop, asking).finally(() => asked.delete(who));
    asked.set(who, answer);
    return answer;
  };
}

export function mayEditProducts(scopes: string): boolean {
  return scopes.split(",").some((scope) => scope.trim() === "write_products");
}

async function permissionOf(deps: Deps, shop: string, asking: Asking): Promise<Permission | "sign_in_again"> {
  const now = deps.clock.now();
  const known = await stored(deps.db, shop, asking.sessionId);
  if (!known) return "sign_in_again";
  if (known.askedAt && isRecent(known.askedAt, now)) return { ...known, askedAt: known.askedAt };
  const session = await exchange(deps, shop, asking);
  if (session === "sign_in_again") return session;
  await keep(deps, session, now);
  const kept = await stored(deps.db, shop, asking.sessionId);
  // Gone: the shop left meanwhile, and its people's sessions with it. Older than what was there: that is as good.
  return kept?.askedAt ? { ...kept, askedAt: kept.askedAt } : "sign_in_again";
}

/** One of the future is none: a clock was wrong. */
function isRecent(askedAt: Date, now: Date): boolean {
  const age = now.getTime() - askedAt.getTime();
  return age >= 0 && age < PERMISSION_MINUTES * 60_000;
}

async function stored(db: Db, shop: string, sessionId: string) {
  const row = await db.session.findFirst({
    where: { id: sessionId, shop, isOnline: true },
    select: { personScope: true, permissionAskedAt: true },
  });
  return row && { canEditProducts: mayEditProducts(row.personScope ?? ""), askedAt: row.permissionAskedAt };
}

async function exchange(
  { api }: Deps,
  shop: string,
  { sessionId, sessionToken }: Asking,
): Promise<Session | "sign_in_again"> {
  const requestedTokenType = RequestedTokenType.OnlineAccessToken;
  const answer = await api.auth
    .tokenExchange({ shop, sessionToken, requestedTokenType, expiring: true })
    .catch((cause: unknown) => {
      if (isTokenOver(cause)) return null;
      throw new PackshotError("permission_unknown", { shop }, { cause });
    });
  if (!answer) return "sign_in_again";
  const { session } = answer;
  if (session.shop !== shop || session.id !== sessionId || !session.accessToken) {
    throw new PackshotError("permission_unknown", { shop, reason: "the answer is about somebody else" });
  }
  return session;
}

/** It lives for a minute, and held when the request came: the library reads the same two answers so. */
function isTokenOver(error: unknown): boolean {
  if (error instanceof InvalidJwtError) return true;
  if (!(error instanceof HttpResponseError)) return false;
  const { code, body } = (error as HttpResponseError).response;
  return code === 400 && (body as { error?: unknown } | undefined)?.error === "invalid_subject_token";
}

/**
 * Never brings a session back that an uninstall took, nor puts an older answer in a newer one's place: one that was asked
 * for since, not one of the future.
 */
async function keep({ db, seal, clock }: Deps, session: Session, askedAt: Date): Promise<void> {
  const { id, shop, accessToken, expires, scope, personName, personLocale, personScope } = toRow(
    session,
    seal,
  );
  const stands = { permissionAskedAt: { gte: askedAt, lte: clock.now() } };
  await db.session.updateMany({
    where: { id, shop, isOnline: true, OR: [{ permissionAskedAt: null }, { NOT: stands }] },
    data: { accessToken, expires, scope, personName, personLocale, personScope, permissionAskedAt: askedAt },
  });
}
