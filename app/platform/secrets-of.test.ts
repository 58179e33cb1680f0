import { expect, it } from "vitest";
import { readEnv } from "./env.server.ts";
import { createRedact } from "./redact.ts";
import { secretsOf } from "./secrets-of.ts";

const KEY = Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64");
/** Names that sound like secrets and are none: two stand in addresses that browsers get, one is a number. */
const PUBLIC = ["SHOPIFY_API_KEY", "S3_ACCESS_KEY_ID", "REFUSED_TOKENS_PER_MINUTE"];

const settings: Record<string, string> = {
  APP_ENV: "sandbox",
  SHOPIFY_APP_URL: "http://localhost:3000",
  SHOPIFY_API_KEY: "the-client-id",
  SHOPIFY_API_SECRET: "secret-of-the-client",
  SHOPIFY_API_SECRET_OLD: "former-secret-of-the-client",
  DATABASE_URL: "postgresql://packshot:database%2Fword@db:5432/packshot",
  DATABASE_OWNER_URL: "postgresql://owner:owner-word@db:5432/packshot",
  REDIS_URL: "rediss://user:redis-word@cache:6379",
  ENCRYPTION_KEYS: `2026:${KEY}`,
  PSEUDONYM_KEY: Buffer.from("vutsrqponmlkjihgfedcba9876543210").toString("base64"),
  S3_ENDPOINT: "http://localhost:1",
  S3_BUCKET: "bucket",
  S3_ACCESS_KEY_ID: "the-access-key",
  S3_SECRET_ACCESS_KEY: "secret-of-the-store",
  GEMINI_API_KEY: "key-of-the-model",
  METRICS_TOKEN: "token-of-the-metrics",
};

it("knows every secret of the configuration, also those that are added to it", () => {
  const env = readEnv(settings);
  const redact = createRedact(secretsOf(env));
  const names = Object.keys(env).filter(
    (name) => /SECRET|KEY|TOKEN|PASSWORD|DATABASE.*URL|REDIS.*URL/.test(name) && !PUBLIC.includes(name),
  );
  expect(names.length).toBeGreaterThan(7);
  for (const name of names) {
    expect(settings[name], `${name}: give it a value here, and to secretsOf`).toBeDefined();
    expect(redact(settings[name] ?? ""), name).toContain("[secret]");
  }
  expect(secretsOf(env)).toContain("database/word");
});
