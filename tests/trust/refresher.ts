import { createInterface } from "node:readline";
import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { setAbstractFetchFunc } from "@shopify/shopify-api/runtime";
import { systemClock } from "../../app/platform/clock.ts";
import { openDb } from "../../app/platform/db/db.server.ts";
import { readEnv } from "../../app/platform/env.server.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createOfflineTokens } from "../../app/platform/offline-token.server.ts";
import { createSeal } from "../../app/platform/seal.server.ts";
import { createShopifyFetch } from "../../app/platform/shopify-fetch.server.ts";

/** A process of its own that asks for the token of the shop it is told, and says what it got. See refresh-once.test.ts. */
async function main(): Promise<void> {
  const env = readEnv(process.env);
  const log = createLogger("silent");
  const db = openDb(env.DATABASE_URL, 3);
  const seal = createSeal(env.ENCRYPTION_KEYS);
  setAbstractFetchFunc(createShopifyFetch(env.SHOPIFY_ADMIN_ORIGIN));
  const api = shopifyApi({
    apiKey: env.SHOPIFY_API_KEY,
    apiSecretKey: env.SHOPIFY_API_SECRET,
    apiVersion: ApiVersion.October26,
    hostName: "localhost",
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
  const accessTokenFor = createOfflineTokens({ db, seal, api, clock: systemClock, log });
  await db.$queryRaw`SELECT 1`;
  process.stdout.write("ready\n");
  for await (const shop of createInterface({ input: process.stdin })) {
    const tokens = await Promise.all([accessTokenFor(shop), accessTokenFor(shop), accessTokenFor(shop)]);
    process.stdout.write(`${JSON.stringify(tokens)}\n`);
  }
  await db.$disconnect();
}

await main();
