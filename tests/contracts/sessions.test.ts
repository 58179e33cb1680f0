import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { RequestedTokenType, Session } from "@shopify/shopify-api";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { systemClock } from "../../app/platform/clock.ts";
import { openDb } from "../../app/platform/db/db.server.ts";
import { isPackshotError } from "../../app/platform/errors.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createOfflineTokens } from "../../app/platform/offline-token.server.ts";
import { createSeal } from "../../app/platform/seal.server.ts";
import { createSessionStorage, replaceTokens } from "../../app/platform/session-storage.server.ts";
import { createShopifyFetch } from "../../app/platform/shopify-fetch.server.ts";
import { readEnv } from "../../app/platform/env.server.ts";
import { createShopify } from "../../app/shopify.server.ts";
import { startShopify } from "../../sandbox/shopify/server.ts";
import { testDatabase, type TestDatabase } from "../database.ts";

const SHOP = "northwind-goods.myshopify.com";
const key = { id: "k1", key: randomBytes(32) };
const seal = createSeal([key]);
const log = createLogger("silent");

let database: TestDatabase;
let stand: Awaited<ReturnType<typeof startShopify>>;

beforeAll(async () => {
  database = await testDatabase();
  stand = await startShopify({
    apiKey: "client-id",
    apiSecret: "client-secret",
    appUrl: "http://localhost:1",
  });
});
afterAll(async () => {
  await stand.stop();
  await database.close();
});

function offline(change: Partial<ConstructorParameters<typeof Session>[0]> = {}): Session {
  return new Session({
    id: `offline_${SHOP}`,
    shop: SHOP,
    isOnline: false,
    state: "",
    scope: "read_products,write_products",
    accessToken: "shpat_plain_access",
    refreshToken: "shprt_plain_refresh",
    expires: new Date("2030-01-01T00:00:00Z"),
    refreshTokenExpires: new Date("2030-03-01T00:00:00Z"),
    ...change,
  });
}

describe("session storage", () => {
  const storage = () => createSessionStorage({ db: database.db, seal, log });
  beforeEach(async () => {
    await database.db.session.deleteMany();
    await database.db.shop.deleteMany();
  });

  it("gives back what it stored, and makes the shop's row", async () => {
    await storage().storeSession(offline());
    const found = await storage().loadSession(`offline_${SHOP}`);
    expect(found?.toObject()).toEqual(offline().toObject());
    expect(await database.db.shop.findUnique({ where: { shop: SHOP } })).toMatchObject({
      uninstalledAt: null,
    });
    expect(await storage().findSessionsByShop(SHOP)).toHaveLength(1);
  });

  it("writes no token in plain text and no e-mail address", async () => {
    await storage().storeSession(offline());
    await storage().storeSession(
      new Session({
        ...offline().toObject(),
        id: `${SHOP}_7`,
        isOnline: true,
        refreshToken: undefined,
        onlineAccessInfo: {
          expires_in: 3600,
          associated_user_scope: "read_products",
          associated_user: {
            id: 7,
            first_name: "Ada",
            last_name: "Byron",
            email: "ada@example.com",
            email_verified: true,
            account_owner: false,
            locale: "de",
            collaborator: false,
          },
        },
      }),
    );
    const rows = JSON.stringify(await database.db.session.findMany());
    expect(rows).not.toMatch(/shpat_plain|shprt_plain|ada@example/);
    const person = (await storage().loadSession(`${SHOP}_7`))?.onlineAccessInfo;
    expect(person).toMatchObject({
      associated_user_scope: "read_products",
      associated_user: { id: 7, first_name: "Ada Byron", locale: "de", email: "" },
    });
  });

  it("counts a session as absent when no key opens it", async () => {
    await storage().storeSession(offline());
    const other = createSessionStorage({
      db: database.db,
      seal: createSeal([{ id: "k2", key: randomBytes(32) }]),
      log,
    });
    expect(await other.loadSession(`offline_${SHOP}`)).toBeUndefined();
  });

  it("does not bring credentials back that were destroyed while they were being refreshed", async () => {
    await storage().storeSession(offline());
    await storage().deleteSession(`offline_${SHOP}`);
    await replaceTokens(database.db, seal, offline({ accessToken: "shpat_new" }), offline());
    expect(await storage().loadSession(`offline_${SHOP}`)).toBeUndefined();
  });
});

describe("the shop's own token", () => {
  const env = readEnv({
    APP_ENV: "sandbox",
    SHOPIFY_APP_URL: "http://localhost:1",
    SHOPIFY_API_KEY: "client-id",
    SHOPIFY_API_SECRET: "client-secret",
    DATABASE_URL: "postgresql://unused/unused",
    ENCRYPTION_KEYS: `k1:${key.key.toString("base64")}`,
    PSEUDONYM_KEY: key.key.toString("base64"),
    S3_ENDPOINT: "http://localhost:1",
    S3_BUCKET: "b",
    S3_ACCESS_KEY_ID: "a",
    S3_SECRET_ACCESS_KEY: "s",
    GEMINI_API_KEY: "g",
  });

  /** Installs as Shopify does, with a token that lives `seconds`, and answers the ways to use it. */
  async function installed(seconds: number) {
    await control("/sandbox/token-lifetime", { seconds });
    const sessions = createSessionStorage({ db: database.db, seal, log });
    const shopify = createShopify({ env, sessions, fetch: createShopifyFetch(stand.origin), log });
    const { token } = await control("/sandbox/session-token", { shop: SHOP, userId: ownerId() });
    const { session } = await shopify.api.auth.tokenExchange({
      shop: SHOP,
      sessionToken: String(token),
      requestedTokenType: RequestedTokenType.OfflineAccessToken,
      expiring: true,
    });
    await sessions.storeSession(session);
    const accessTokenFor = createOfflineTokens({
      db: database.db,
      seal,
      api: shopify.api,
      clock: systemClock,
      log,
    });
    return { session, sessions, accessTokenFor };
  }

  async function control(path: string, body: object) {
    const response = await fetch(stand.origin + path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await response.json()) as Record<string, unknown>;
  }

  function ownerId(): number {
    const owner = stand.store.shops.get(SHOP)?.staff.find((member) => member.accountOwner);
    return owner?.id ?? 0;
  }

  it("is used as it is while it is fresh", async () => {
    const { session, accessTokenFor } = await installed(3600);
    expect(await accessTokenFor(SHOP)).toBe(session.accessToken);
  });

  it("is refreshed once, however many ask at its expiry, and the pair is replaced whole", async () => {
    const { session, sessions, accessTokenFor } = await installed(60);
    await control("/sandbox/token-lifetime", { seconds: 3600 });
    const tokens = await Promise.all(Array.from({ length: 8 }, () => accessTokenFor(SHOP)));
    expect(new Set(tokens).size).toBe(1);
    expect(tokens[0]).not.toBe(session.accessToken);
    const stored = await sessions.loadSession(session.id);
    expect(stored?.accessToken).toBe(tokens[0]);
    expect(stored?.refreshToken).not.toBe(session.refreshToken);
  });

  it("leaves the database to others while many wait for a slow refresh", async () => {
    await installed(60);
    const asked = Promise.withResolvers<void>();
    const answer = Promise.withResolvers<void>();
    const send = createShopifyFetch(stand.origin);
    const slow: typeof fetch = async (...request) => {
      asked.resolve();
      await answer.promise;
      return send(...request);
    };
    const db = openDb(database.url, 2);
    const sessions = createSessionStorage({ db, seal, log });
    const { api } = createShopify({ env, sessions, fetch: slow, log });
    const accessTokenFor = createOfflineTokens({ db, seal, api, clock: systemClock, log });
    const tokens = Array.from({ length: 6 }, () => accessTokenFor(SHOP));
    await asked.promise;
    expect(await db.shop.count()).toBe(1);
    answer.resolve();
    expect(new Set(await Promise.all(tokens)).size).toBe(1);
    await db.$disconnect();
  });

  it("is not waited for without end", async () => {
    const silent = createServer(() => {}).listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const send = createShopifyFetch(`http://127.0.0.1:${port}`, 50);
    await expect(send(`https://${SHOP}/admin/oauth/access_token`)).rejects.toThrow(/timeout/);
    silent.closeAllConnections();
    silent.close();
  });

  it("is lost until the store reconnects when Shopify refuses the refresh, and gone where nothing is installed", async () => {
    const { session, sessions, accessTokenFor } = await installed(60);
    await sessions.storeSession(new Session({ ...session.toObject(), refreshToken: "shprt_revoked" }));
    const refused: unknown = await accessTokenFor(SHOP).catch((error: unknown) => error);
    expect(isPackshotError(refused) && refused.code).toBe("reconnect_needed");
    const absent: unknown = await accessTokenFor("other.myshopify.com").catch((error: unknown) => error);
    expect(isPackshotError(absent) && absent.code).toBe("shopify_access_lost");
  });
});
