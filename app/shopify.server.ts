import "@shopify/shopify-app-remix/adapters/node";
import { ApiVersion, AppDistribution, shopifyApp } from "@shopify/shopify-app-remix/server";
import { LogSeverity, shopifyApi, type Shopify } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import type { SessionStorage } from "@shopify/shopify-app-session-storage";
import type { Env } from "./platform/env.server.ts";
import type { Fetch } from "./platform/shopify-fetch.server.ts";
import type { Logger } from "./platform/logger.server.ts";

const SCOPES = ["read_products", "write_products"];
const API_VERSION = ApiVersion.October26;

type Deps = { env: Env; sessions: SessionStorage; fetch: Fetch; log: Logger };

/** The one shopifyApp(): who is asking (`app`), and webhooks and token refresh, which need no session (`api`). */
export function createShopify({ env, sessions, fetch, log }: Deps) {
  // The library captures fetch when it is imported; this is its own way to send requests elsewhere.
  setAbstractFetchFunc(fetch);
  const shared = {
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
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
  const apiWith = (apiSecretKey: string) =>
    shopifyApi({
      ...shared,
      apiSecretKey,
      hostName: host,
      hostScheme: protocol === "http:" ? "http" : "https",
      isEmbeddedApp: true,
    });
  const api = apiWith(env.SHOPIFY_API_SECRET);
  const apis = [api, ...(env.SHOPIFY_API_SECRET_OLD ? [apiWith(env.SHOPIFY_API_SECRET_OLD)] : [])];
  return { app, api, checkWebhook: (body: string, request: Request) => checkWebhook(apis, body, request) };
}

/** The library knows one secret; for up to an hour after a rotation Shopify still signs with the one before. */
async function checkWebhook(apis: readonly Shopify[], rawBody: string, rawRequest: Request) {
  for (const api of apis) {
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
