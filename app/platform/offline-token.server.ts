import { HttpResponseError, type Session, type Shopify as ShopifyApi } from "@shopify/shopify-api";
import type { Clock } from "./clock.ts";
import type { Db, Queries } from "./db/db.server.ts";
import { isPackshotError, PackshotError } from "./errors.ts";
import type { Logger } from "./logger.server.ts";
import type { Seal } from "./seal.server.ts";
import { forgetPeople } from "./refused-token.server.ts";
import { openRow, replaceTokens } from "./session-storage.server.ts";

const REFRESH_BEFORE_MS = 5 * 60_000;

type Api = Pick<ShopifyApi, "auth" | "session">;
type Deps = { db: Db; seal: Seal; api: Api; clock: Clock; log: Logger };

/** The shop's own access token, for work without a person; refreshed by one process at a time. */
export function createOfflineTokens(deps: Deps) {
  /** Within a process one waits for all: each waiting transaction would keep a connection from everybody else. */
  const refreshing = new Map<string, Promise<string>>();
  const refreshOnce = (shop: string) => {
    const refreshed =
      refreshing.get(shop) ?? refreshLocked(deps, shop).finally(() => refreshing.delete(shop));
    refreshing.set(shop, refreshed);
    return refreshed;
  };
  return async function accessTokenFor(shop: string): Promise<string> {
    const session = await load(deps, deps.db, shop);
    return isFresh(session, deps.clock) ? tokenOf(session) : refreshOnce(shop);
  };
}

/**
 * Whoever waited for the lock finds the pair that the first one stored: Shopify's refresh tokens work once. When Shopify
 * refuses, the next visit shall exchange a new pair, which it does not as long as the person has a session.
 */
async function refreshLocked(deps: Deps, shop: string): Promise<string> {
  const outcome = await deps.db.$transaction(
    async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`refresh/${shop}`}, 0))`;
      const session = await load(deps, tx, shop);
      if (isFresh(session, deps.clock)) return tokenOf(session);
      const refreshed = await refresh(deps, session);
      if (isPackshotError(refreshed)) await forgetPeople(tx, shop);
      else await replaceTokens(tx, deps.seal, refreshed);
      return isPackshotError(refreshed) ? refreshed : tokenOf(refreshed);
    },
    { timeout: 30_000, maxWait: 30_000 },
  );
  if (isPackshotError(outcome)) throw outcome;
  return outcome;
}

async function load(deps: Deps, db: Queries, shop: string): Promise<Session> {
  const row = await db.session.findUnique({ where: { id: deps.api.session.getOfflineId(shop) } });
  const session = row ? openRow(row, deps) : undefined;
  if (!session) throw new PackshotError("shopify_access_lost", { shop, reason: "no stored session" });
  return session;
}

/** Answers why not, when it can't be; throws what may pass. */
async function refresh({ api }: Deps, session: Session): Promise<Session | PackshotError> {
  const { shop, refreshToken } = session;
  if (!refreshToken) return new PackshotError("shopify_access_lost", { shop, reason: "no refresh token" });
  try {
    return (await api.auth.refreshToken({ shop, refreshToken })).session;
  } catch (cause) {
    const refused = cause instanceof HttpResponseError && statusOf(cause as HttpResponseError) < 500;
    if (refused) return new PackshotError("shopify_access_lost", { shop }, { cause });
    throw new PackshotError("shopify_unreachable", { shop }, { cause });
  }
}

function statusOf({ response }: HttpResponseError): number {
  return response.code;
}

/** A session without an expiry is a token that does not expire. */
function isFresh(session: Session, clock: Clock): boolean {
  return !session.expires || session.expires.getTime() - clock.now().getTime() > REFRESH_BEFORE_MS;
}

function tokenOf(session: Session): string {
  if (!session.accessToken) throw new PackshotError("shopify_access_lost", { shop: session.shop });
  return session.accessToken;
}
