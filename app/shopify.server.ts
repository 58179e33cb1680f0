import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { LogSeverity, shopifyApi, type Shopify } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import { askWithNewest, isSignedWith } from "./client-secrets.server.ts";
import type { Env } from "./platform/env.server.ts";
import type { Fetch } from "./platform/shopify-fetch.server.ts";
import type { Logger } from "./platform/logger.server.ts";
import { sessionTokenIn } from "./token-claims.server.ts";

const SCOPES = ["read_products", "write_products"];
const API_VERSION = ApiVersion.October26;

type Deps = { env: Env; sessions: SessionStorage; fetch: Fetch; log: Logger };

/**
 * The one shopifyApp(): who is asking (`app`), and webhooks and credentials, which need no session (`api`). The library
 * knows one client secret. While one is replaced, Shopify signs session tokens and webhooks with the oldest that is not
 * revoked (shopify-api-ruby issue 978, shopify-app-js issue 3183): so there is one of each for every secret, and whoever
 * made the token decides which is asked.
 */
export function createShopify(deps: Deps) {
  const { SHOPIFY_API_SECRET: newest, SHOPIFY_API_SECRET_OLD: old } = deps.env;
  const secrets = old ? [newest, old] : [newest];
  // The library captures fetch when it is imported; this is its own way to send requests elsewhere.
  setAbstractFetchFunc(askWithNewest(deps.fetch, secrets));
  const current = withSecret(deps, newest);
  const all = [current, ...(old ? [withSecret(deps, old)] : [])];
  const signerOf = (token: string) => all.find(({ secret }) => isSignedWith(secret, token));
  const by = (token: string) => signerOf(token) ?? current;
  type Api = typeof current.api;
  const tokenExchange: Api["auth"]["tokenExchange"] = (asked) =>
    by(asked.sessionToken).api.auth.tokenExchange(asked);
  const decodeSessionToken: Api["session"]["decodeSessionToken"] = (token, options) =>
    by(token).api.session.decodeSessionToken(token, options);
  return {
    app: {
      authenticate: {
        admin: (request: Request) => by(sessionTokenIn(request)).app.authenticate.admin(request),
      },
    },
    api: {
      auth: { tokenExchange, refreshToken: current.api.auth.refreshToken },
      session: { decodeSessionToken },
    },
    /** By Shopify, whatever else is wrong with it. */
    isSigned: (sessionToken: string) => signerOf(sessionToken) !== undefined,
    checkWebhook: (body: string, request: Request) => checkWebhook(all, body, request),
  };
}

function withSecret({ env, sessions, log }: Deps, secret: string) {
  const shared = {
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: secret,
    scopes: SCOPES,
    apiVersion: API_VERSION,
    logger: { level: LogSeverity.Info, log: logInto(log), httpRequests: false },
  };
  const app = shopifyApp({
    ...shared,
    appUrl: env.SHOPIFY_APP_URL,
    authPathPrefix: "/auth",
    distribution: AppDistribution.AppStore,
    sessionStorage: sessions,
    useOnlineTokens: true,
    future: { unstable_newEmbeddedAuthStrategy: true, expiringOfflineAccessTokens: true },
  });
  const { host, protocol } = new URL(env.SHOPIFY_APP_URL);
  const hostScheme = protocol === "http:" ? "http" : "https";
  const api = shopifyApi({ ...shared, hostName: host, hostScheme, isEmbeddedApp: true });
  return { secret, app, api };
}

/** Also for half an hour after a secret was revoked Shopify still signs with it (shopify-app-js issue 3183). */
async function checkWebhook(all: readonly { api: Shopify }[], rawBody: string, rawRequest: Request) {
  for (const { api } of all) {
    const check = await api.webhooks.validate({ rawBody, rawRequest });
    if (check.valid) return check;
  }
  return null;
}

function logInto(log: Logger) {
  const levels = { [LogSeverity.Error]: "error", [LogSeverity.Warning]: "warn" } as const;
  return (severity: LogSeverity, message: string) => {
    const level =
      severity === LogSeverity.Error || severity === LogSeverity.Warning ? levels[severity] : "debug";
    log[level]({ library: "shopify" }, message);
  };
}
