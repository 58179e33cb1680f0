import { randomBytes } from "node:crypto";
import type { ClientCredentials, Shop, StaffMember, Token } from "./model.ts";
import { checkSessionToken } from "./session-token.ts";

const TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN = "urn:ietf:params:oauth:token-type:id_token";
const ONLINE = "urn:shopify:params:oauth:token-type:online-access-token";
const OFFLINE = "urn:shopify:params:oauth:token-type:offline-access-token";

const REFRESH_SECONDS = 90 * 24 * 3600;
const ONLINE_SECONDS = 24 * 3600 - 1;

/** The scopes in the app's toml: what managed installation grants. */
const APP_SCOPES = ["read_products", "write_products"];

export type TokenLifetime = { offlineSeconds: number };
export type OAuthConfig = { app: ClientCredentials; lifetime: TokenLifetime };
type Answer = { status: number; body: Record<string, unknown> };

const refused = (error: string, error_description: string, status = 400): Answer => ({
  status,
  body: { error, error_description },
});

/** `POST /admin/oauth/access_token`: token exchange and refresh, as the Shopify API library asks for them. */
export function accessToken(config: OAuthConfig, shop: Shop, body: Record<string, unknown>): Answer {
  const { apiKey, apiSecret, newSecret } = config.app;
  const secret = [apiSecret, newSecret].find((one) => one !== undefined && one === body.client_secret);
  if (body.client_id !== apiKey || secret === undefined) {
    return refused("invalid_client", "Unknown client id or wrong client secret.", 401);
  }
  const before = shop.tokens.length;
  const answer = grant(config, shop, body);
  for (const token of shop.tokens.slice(before)) token.clientSecret = secret;
  return answer;
}

function grant(config: OAuthConfig, shop: Shop, body: Record<string, unknown>): Answer {
  if (body.grant_type === "refresh_token") return refresh(config, shop, body);
  if (body.grant_type === TOKEN_EXCHANGE) return exchange(config, shop, body);
  return refused("unsupported_grant_type", "Only token exchange and refresh are simulated.");
}

function exchange(config: OAuthConfig, shop: Shop, body: Record<string, unknown>): Answer {
  if (body.subject_token_type !== ID_TOKEN || typeof body.subject_token !== "string") {
    return refused("invalid_request", "subject_token must be a session token.");
  }
  const checked = checkSessionToken(config.app, shop, body.subject_token);
  if ("problem" in checked) return refused("invalid_subject_token", `Session token: ${checked.problem}.`);
  const person = shop.staff.find((member) => String(member.id) === checked.claims.sub);
  if (!person) return refused("invalid_subject_token", "Session token: no such staff member.");

  if (body.requested_token_type === ONLINE) return online(shop, person);
  if (body.requested_token_type === OFFLINE) return offline(config, shop, body.expiring === "1");
  return refused("invalid_request", "Unknown requested_token_type.");
}

/** Shopify-managed installation: the app is installed, with its toml's scopes, by the time it gets a token. */
export function install(shop: Shop): void {
  if (shop.installed) return;
  shop.installed = true;
  shop.grantedScopes = [...APP_SCOPES];
}

function offline(config: OAuthConfig, shop: Shop, expiring: boolean): Answer {
  install(shop);
  const token = issue(shop, "offline", null, shop.grantedScopes, config.lifetime.offlineSeconds);
  if (!expiring) {
    token.expiresAt = Infinity;
    return { status: 200, body: { access_token: token.token, scope: token.scopes.join(",") } };
  }
  return { status: 200, body: expiringBody(config, token) };
}

function expiringBody({ lifetime }: OAuthConfig, token: Token): Record<string, unknown> {
  token.refreshToken = `shprt_${randomBytes(16).toString("hex")}`;
  token.refreshExpiresAt = Date.now() + REFRESH_SECONDS * 1000;
  return {
    access_token: token.token,
    scope: token.scopes.join(","),
    expires_in: lifetime.offlineSeconds,
    refresh_token: token.refreshToken,
    refresh_token_expires_in: REFRESH_SECONDS,
  };
}

/** An online token can do what the app was granted and the person may do: the smaller of both. */
function online(shop: Shop, person: StaffMember): Answer {
  install(shop);
  const allowed = shop.grantedScopes.filter((scope) => person.scopes.includes(scope));
  const token = issue(shop, "online", person.id, allowed, ONLINE_SECONDS);
  return {
    status: 200,
    body: {
      access_token: token.token,
      scope: shop.grantedScopes.join(","),
      expires_in: ONLINE_SECONDS,
      associated_user_scope: allowed.join(","),
      associated_user: {
        id: person.id,
        first_name: person.firstName,
        last_name: person.lastName,
        email: person.email,
        email_verified: true,
        account_owner: person.accountOwner,
        locale: person.locale,
        collaborator: false,
      },
    },
  };
}

function issue(
  shop: Shop,
  kind: Token["kind"],
  userId: number | null,
  scopes: string[],
  seconds: number,
): Token {
  const token: Token = {
    token: `${kind === "online" ? "shpua" : "shpat"}_${randomBytes(16).toString("hex")}`,
    kind,
    userId,
    scopes: [...scopes],
    expiresAt: Date.now() + seconds * 1000,
    refreshToken: null,
    refreshExpiresAt: null,
    revoked: false,
  };
  shop.tokens.push(token);
  return token;
}

/**
 * Rotates the pair. A refresh token that was used stays usable until its replacement is used, so that an answer lost
 * on the way can be asked for again: https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens
 */
function refresh(config: OAuthConfig, shop: Shop, body: Record<string, unknown>): Answer {
  const given = shop.tokens.find(
    (token) => token.refreshToken !== null && token.refreshToken === body.refresh_token,
  );
  if (!given || given.revoked || (given.refreshExpiresAt ?? 0) < Date.now()) {
    return refused("invalid_grant", "The refresh token is unknown, used, expired or revoked.");
  }
  for (const token of shop.tokens) {
    if (token.replacedBy === given.token || given.replacedBy === token.token) token.refreshExpiresAt = 0;
  }

  const next = issue(shop, "offline", null, shop.grantedScopes, config.lifetime.offlineSeconds);
  given.replacedBy = next.token;
  return { status: 200, body: expiringBody(config, next) };
}

/** The token of an Admin API request; null when it is unknown, expired or revoked. */
export function tokenOf(shop: Shop, header: string | undefined): Token | null {
  const token = shop.tokens.find((each) => each.token === header);
  return token && !token.revoked && token.expiresAt > Date.now() ? token : null;
}

/** The oldest secret is revoked: everything that was asked for with it ends, and the new one signs. */
export function revokeSecret(app: ClientCredentials, shops: Iterable<Shop>): void {
  if (app.newSecret === undefined) return;
  for (const { tokens } of shops)
    for (const token of tokens) if (token.clientSecret === app.apiSecret) token.revoked = true;
  app.apiSecret = app.newSecret;
  delete app.newSecret;
}

/** What an uninstall does to the credentials: all of them die at once. */
export function revokeAll(shop: Shop): void {
  for (const token of shop.tokens) token.revoked = true;
  shop.installed = false;
  shop.grantedScopes = [];
  shop.uninstalls += 1;
}
