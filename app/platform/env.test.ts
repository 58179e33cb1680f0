import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ConfigurationError, readEnv } from "./env.server.ts";

const KEY = Buffer.from("0123456789abcdefghijklmnopqrstuv").toString("base64");

const production = {
  APP_ENV: "production",
  SHOPIFY_APP_URL: "https://packshot.example.com",
  SHOPIFY_API_KEY: "0f2c3b1d9a8e4c5f",
  SHOPIFY_API_SECRET: "shpss_9d8f7a6b5c4e3d2f1a0b",
  DATABASE_URL: "postgresql://packshot:pw@db:5432/packshot",
  ENCRYPTION_KEYS: `2026-11:${KEY}`,
  PSEUDONYM_KEY: KEY,
  S3_ENDPOINT: "https://account.r2.cloudflarestorage.com",
  S3_BUCKET: "packshot",
  S3_ACCESS_KEY_ID: "AKIAEXAMPLE",
  S3_SECRET_ACCESS_KEY: "wJalrXUtnFEMIK7MDENGbPxRfiCY",
  GEMINI_API_KEY: "AIzaSyExampleExampleExample",
  OPERATOR_NAME: "Packshot Ltd",
  OPERATOR_ADDRESS: "1 Long Street, Dublin",
  OPERATOR_COUNTRY: "Ireland",
  OPERATOR_EMAIL: "privacy@packshot.example.com",
  HOSTING: "A host, in Dublin",
};

function problemsOf(source: Record<string, string | undefined>): string {
  try {
    readEnv(source);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.problems.join("\n");
    throw error;
  }
  return "";
}

describe("the configuration", () => {
  it("is parsed, completed with defaults and frozen", () => {
    const env = readEnv(production);
    expect(env.MEDIA_HOSTS).toEqual(["cdn.shopify.com"]);
    expect(env.GENERATION_CONCURRENCY).toBe(16);
    expect(env.ENCRYPTION_KEYS).toHaveLength(1);
    expect(Object.isFrozen(env)).toBe(true);
  });

  it("names every problem at once, and what each should be", () => {
    const problems = problemsOf({
      ...production,
      DATABASE_URL: "mysql://x",
      S3_BUCKET: undefined,
      PORT: "many",
    });
    expect(problems).toMatch(/DATABASE_URL should be a URL like postgresql:/);
    expect(problems).toMatch(/S3_BUCKET is missing/);
    expect(problems).toMatch(/PORT should be a whole number/);
  });

  it.each([
    ["SHOPIFY_ADMIN_ORIGIN", "http://localhost:4000"],
    ["FRAME_ANCESTORS", "http://localhost:4000"],
    ["APP_BRIDGE_URL", "http://localhost:4000/app-bridge.js"],
  ])("refuses the stand-in setting %s in production", (name, value) => {
    expect(problemsOf({ ...production, [name]: value })).toContain(`${name} is a stand-in setting`);
  });

  it.each([
    ["ENCRYPTION_KEYS", `a:${Buffer.alloc(32).toString("base64")}`, "weak key"],
    ["ENCRYPTION_KEYS", `a:${Buffer.alloc(16, "k3y").toString("base64")}`, "id:key"],
    ["ENCRYPTION_KEYS", `a:${KEY},a:${KEY}`, "id:key"],
    ["PSEUDONYM_KEY", Buffer.alloc(32).toString("base64"), "32 random bytes"],
    ["PSEUDONYM_KEY", "short", "32 random bytes"],
    ["SHOPIFY_API_SECRET", "sandbox-secret-sandbox-secret", "stand-in"],
    ["GEMINI_API_KEY", "short", "too short"],
    ["S3_ENDPOINT", "http://minio:9000", "https://"],
    ["MEDIA_HOSTS", "http://localhost:4000", "without http://"],
    ["MEDIA_HOSTS", "*.shopify.com", "MEDIA_HOSTS should be host names"],
    ["MEDIA_HOSTS", "cdn.shopify.com/s", "MEDIA_HOSTS should be host names"],
  ])("refuses in production a %s of %s", (name, value, reason) => {
    expect(problemsOf({ ...production, [name]: value })).toContain(reason);
  });

  it.each(["OPERATOR_NAME", "OPERATOR_ADDRESS", "OPERATOR_COUNTRY", "OPERATOR_EMAIL", "HOSTING"])(
    "refuses to start in production without %s, which the privacy policy shows",
    (name) => {
      expect(problemsOf({ ...production, [name]: undefined })).toContain(`${name} is missing`);
      expect(problemsOf({ ...production, [name]: " " })).toContain(`${name} `);
    },
  );

  it("takes stand-in settings in the sandbox", () => {
    const env = readEnv({
      ...production,
      APP_ENV: "sandbox",
      SHOPIFY_ADMIN_ORIGIN: "http://localhost:4000/",
      FRAME_ANCESTORS: "http://localhost:4000, http://127.0.0.1:4000",
    });
    expect(env.SHOPIFY_ADMIN_ORIGIN).toBe("http://localhost:4000");
    expect(env.FRAME_ANCESTORS).toHaveLength(2);
  });

  it("is described whole in .env.example", () => {
    const example = readFileSync(new URL("../../.env.example", import.meta.url), "utf8");
    const described = [...example.matchAll(/^#? ?([A-Z][A-Z0-9_]+)=/gm)].map((match) => match[1]).sort();
    const known = Object.keys(
      readEnv({
        ...production,
        APP_ENV: "sandbox",
        SHOPIFY_ADMIN_ORIGIN: "http://x",
        SHOPIFY_API_SECRET_OLD: "x",
        DATABASE_OWNER_URL: "postgresql://x",
        REDIS_URL: "redis://x",
        ...{ METRICS_TOKEN: "0123456789abcdef", TRUST_PROXY: "0", OPERATOR_DPO: "x" },
        ...{ MODEL_IMAGES_PER_MINUTE: "1", MODEL_REQUESTS_PER_DAY: "1", MODEL_DAILY_LIMIT_USD: "1" },
      }),
    );
    expect(described).toEqual(known.filter((name) => name !== "isSandbox").sort());
  });
});
