import { randomBytes } from "node:crypto";
import { RequestedTokenType } from "@shopify/shopify-api";
import { systemClock } from "../../app/platform/clock.ts";
import type { Db } from "../../app/platform/db/db.server.ts";
import { readEnv } from "../../app/platform/env.server.ts";
import { createLogger, type Logger } from "../../app/platform/logger.server.ts";
import { createOfflineTokens } from "../../app/platform/offline-token.server.ts";
import { createSeal, type SealKey } from "../../app/platform/seal.server.ts";
import { createSessionStorage } from "../../app/platform/session-storage.server.ts";
import { createShopifyFetch, type Fetch } from "../../app/platform/shopify-fetch.server.ts";
import { createShopify } from "../../app/shopify.server.ts";
import { startShopify } from "../../sandbox/shopify/server.ts";
import { NORTHWIND } from "../merchant.ts";

export const newKey = (id: string): SealKey => ({ id, key: randomBytes(32) });
export const written = (...keys: SealKey[]) =>
  keys.map(({ id, key }) => `${id}:${key.toString("base64")}`).join(",");

export function settings(keys: readonly SealKey[], databaseUrl = "postgresql://unused/unused") {
  return {
    APP_ENV: "sandbox",
    SHOPIFY_APP_URL: "http://localhost:1",
    SHOPIFY_API_KEY: "client-id",
    SHOPIFY_API_SECRET: "client-secret",
    DATABASE_URL: databaseUrl,
    ENCRYPTION_KEYS: written(...keys),
    PSEUDONYM_KEY: newKey("any").key.toString("base64"),
    S3_ENDPOINT: "http://localhost:1",
    S3_BUCKET: "b",
    S3_ACCESS_KEY_ID: "a",
    S3_SECRET_ACCESS_KEY: "s",
    GEMINI_API_KEY: "g",
  };
}

type With = { keys: readonly SealKey[]; fetch?: Fetch; log?: Logger };

/** Shopify's stand-in alone, and the app's side of credentials against it, as many times as there are processes. */
export async function startCredentials(db: Db) {
  const stand = await startShopify({
    apiKey: "client-id",
    apiSecret: "client-secret",
    appUrl: "http://localhost:1",
  });
  const shop = stand.store.shops.get(NORTHWIND);
  if (!shop) throw new Error("the demo shop is missing");

  async function control<T>(path: string, body: object): Promise<T> {
    const headers = { "Content-Type": "application/json" };
    const init = { method: "POST", headers, body: JSON.stringify(body) };
    return (await (await fetch(stand.origin + path, init)).json()) as T;
  }

  /** What a process has. The library keeps one fetch for all: of several, the last one made counts. */
  function process({ keys, fetch = createShopifyFetch(stand.origin), log = createLogger("silent") }: With) {
    const seal = createSeal(keys);
    const sessions = createSessionStorage({ db, seal, log });
    const { api } = createShopify({ env: readEnv(settings(keys)), sessions, fetch, log });
    const accessTokenFor = createOfflineTokens({ db, seal, api, clock: systemClock, log });
    const exchanged = async () => {
      const { token: sessionToken } = await control<{ token: string }>("/sandbox/session-token", {
        shop: NORTHWIND,
      });
      const requestedTokenType = RequestedTokenType.OfflineAccessToken;
      return (
        await api.auth.tokenExchange({ shop: NORTHWIND, sessionToken, requestedTokenType, expiring: true })
      ).session;
    };
    return { seal, sessions, accessTokenFor, exchanged };
  }

  return {
    stand,
    process,
    /** How long the tokens live that are given out from now on. */
    tokensLive: (seconds: number) => control("/sandbox/token-lifetime", { seconds }),
    offlineTokens: () => shop.tokens.filter(({ kind }) => kind === "offline"),
    /** As when Shopify ends them before their time, without an uninstall. */
    revoke: () => shop.tokens.forEach((token) => (token.revoked = true)),
  };
}
