import { randomBytes } from "node:crypto";
import { migrate } from "../prisma/migrate.ts";
import { freePort } from "./free-port.ts";
import { startGemini } from "./gemini/server.ts";
import { asApp, startPostgres } from "./postgres.ts";
import { startS3 } from "./s3/server.ts";
import type { MadeCatalogue } from "./shopify/catalogue/made-catalogue.ts";
import { startShopify } from "./shopify/server.ts";

export type SandboxOptions = {
  /** Where the stand-in of Shopify admin answers; any free port if that one is taken or none is named. */
  adminPort?: number;
  appPort?: number;
  /** Another than localhost is another site than admin's, as it is in life: a browser then gives the app a process of its own. */
  appHost?: string;
  /** One folder of photos per product for the demo shop. */
  photosDir?: string;
  /** Further products for the demo shop. */
  catalogue?: MadeCatalogue;
  /** A script that runs before App Bridge's own: a bench makes that as heavy as the real one. */
  beforeAppBridge?: string;
  /** How long the model stand-in thinks. */
  geminiLatencyMs?: number;
  /** A migrated database, as its owner; without it a PostgreSQL is started. */
  databaseUrl?: string;
  /** Others than the usual ones. */
  secrets?: Partial<typeof SECRETS>;
  log?: (line: string) => void;
};

const SECRETS = {
  apiSecret: "sandbox-client-secret",
  geminiKey: "sandbox-gemini-key",
  s3SecretKey: "sandbox-secret-key",
};

export type Sandbox = Awaited<ReturnType<typeof startSandbox>>;

/** Starts everything Packshot talks to, and answers the environment that points the app at it. */
export async function startSandbox(options: SandboxOptions = {}) {
  const { apiSecret, geminiKey, s3SecretKey } = { ...SECRETS, ...options.secrets };
  const secrets = {
    ...{ apiKey: "sandbox-client-id", apiSecret, geminiKey },
    s3: { accessKeyId: "sandbox-access-key", secretAccessKey: s3SecretKey },
  };
  const appPort = await freePort(options.appPort);
  const appUrl = `http://${options.appHost ?? "localhost"}:${appPort}`;
  const [database, shopify, gemini, s3] = await Promise.all([
    openDatabase(options.databaseUrl),
    startShopify({
      port: await freePort(options.adminPort),
      apiKey: secrets.apiKey,
      apiSecret: secrets.apiSecret,
      appUrl,
      photosDir: options.photosDir,
      catalogue: options.catalogue,
      beforeAppBridge: options.beforeAppBridge,
      log: options.log,
    }),
    startGemini({ apiKey: secrets.geminiKey, latencyMs: options.geminiLatencyMs }),
    startS3({ ...secrets.s3, bucket: "packshot" }),
  ]);

  const env = {
    // Benches and tests ask more than people do; those of the limits set them.
    SHOP_REQUESTS_PER_MINUTE: "1000000",
    COSTLY_REQUESTS_PER_MINUTE: "1000000",
    APP_ENV: "sandbox",
    NODE_ENV: "production",
    HOST: "127.0.0.1",
    PORT: String(appPort),
    SHOPIFY_APP_URL: appUrl,
    SHOPIFY_API_KEY: secrets.apiKey,
    SHOPIFY_API_SECRET: secrets.apiSecret,
    SHOPIFY_ADMIN_ORIGIN: shopify.origin,
    FRAME_ANCESTORS: shopify.origin,
    APP_BRIDGE_URL: `${shopify.origin}/app-bridge.js`,
    MEDIA_HOSTS: shopify.origin,
    DATABASE_URL: asApp(database.url),
    DATABASE_OWNER_URL: database.url,
    ENCRYPTION_KEYS: `sandbox:${randomBytes(32).toString("base64")}`,
    PSEUDONYM_KEY: randomBytes(32).toString("base64"),
    S3_ENDPOINT: s3.endpoint,
    S3_BUCKET: s3.bucket,
    S3_ACCESS_KEY_ID: secrets.s3.accessKeyId,
    S3_SECRET_ACCESS_KEY: secrets.s3.secretAccessKey,
    GEMINI_API_KEY: secrets.geminiKey,
    GEMINI_BASE_URL: gemini.origin,
  };
  const stop = async () => {
    await Promise.all([shopify.stop(), gemini.stop(), s3.stop()]);
    await database.stop();
  };
  return { env, appUrl, shopify, gemini, s3, stop };
}

async function openDatabase(url: string | undefined) {
  if (url) return { url, stop: async () => {} };
  const postgres = await startPostgres();
  const created = await postgres.createDatabase("packshot");
  await migrate(created, asApp(created));
  return { url: created, stop: () => postgres.stop() };
}
