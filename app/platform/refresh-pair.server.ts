import { HttpResponseError, Session, type Shopify as ShopifyApi } from "@shopify/shopify-api";
import type { Clock } from "./clock.ts";
import { PackshotError } from "./errors.ts";
import type { Logger } from "./logger.server.ts";
import type { ReconnectWhy } from "./reconnect.server.ts";

/** https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens */
const LIFE_MS = 3600_000;
/** Unpaid, forbidden, closed, locked: nothing that new credentials would mend. */
const LOCKED = [402, 403, 404, 423];

export type RefreshDeps = {
  api: { auth: Pick<ShopifyApi["auth"], "refreshToken"> };
  clock: Clock;
  log: Logger;
};

/** Why credentials are of no use, and what said so. */
export type Useless = { why: ReconnectWhy; cause?: unknown };

/** Asks Shopify for a new pair of tokens. Throws what may pass, and what a reconnecting would not mend. */
export async function refreshPair(
  { api, clock, log }: RefreshDeps,
  session: Session,
): Promise<Session | Useless> {
  const { shop, refreshToken } = session;
  if (!refreshToken) return { why: "refused" };
  try {
    const answer = await api.auth.refreshToken({ shop, refreshToken });
    return completed(answer.session, session, clock);
  } catch (cause) {
    const { code: status, body } = answerIn(cause);
    const error = errorIn(body);
    if (error === "invalid_grant") return { why: "refused", cause };
    if (error === "invalid_client")
      log.error({ shop, err: cause }, "Shopify does not know our client id and secret"); // no merchant can mend that
    else if (LOCKED.includes(status))
      throw new PackshotError("shopify_access_lost", { shop, status }, { cause });
    throw new PackshotError("shopify_unreachable", { shop }, { cause });
  }
}

/**
 * What an answer left out, or the token would count as one that never expires (shopify-app-js issue 3400). The refresh
 * token that was used stays good until its replacement is: https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
function completed(
  refreshed: Session,
  { refreshToken, refreshTokenExpires }: Session,
  clock: Clock,
): Session {
  return new Session({
    ...refreshed.toObject(),
    expires: refreshed.expires ?? new Date(clock.now().getTime() + LIFE_MS),
    ...(refreshed.refreshToken ? {} : { refreshToken, refreshTokenExpires }),
  });
}

/**
 * What the token endpoint says is wrong. Only `invalid_grant` is about the refresh token: "invalid, expired, revoked"
 * (RFC 6749, section 5.2). Any other 400 or 401 may be about this one request, and passes.
 */
function errorIn(body: unknown): unknown {
  return typeof body === "object" && body !== null && "error" in body ? body.error : undefined;
}

function answerIn(error: unknown): { code: number; body?: unknown } {
  return error instanceof HttpResponseError ? (error as HttpResponseError).response : { code: 0 };
}
