import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFile } from "node:fs/promises";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import type { AppProcess } from "../../../sandbox/app-process.ts";
import { freePort } from "../../../sandbox/free-port.ts";
import { merchant, NORTHWIND, SECOND_STREET } from "../../merchant.ts";
import { startStack } from "../../stack.ts";
import { newKey, written } from "../credentials.ts";
import { processesDump } from "../dumps.ts";
import type { Haystack } from "../find-secrets.ts";
import { startGuardedRedis } from "./guarded-redis.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));

/** As real ones look, and of this run alone: found anywhere, they came from here. */
const made = () => ({
  apiSecret: randomBytes(16).toString("hex"),
  geminiKey: `AIza${randomBytes(26).toString("base64url")}`,
  s3SecretKey: randomBytes(30).toString("base64"),
});

export type LongRun = Awaited<ReturnType<typeof openLongRun>>;

/** The whole app in three processes, with two shops, and a place for all that comes out of it. */
export async function openLongRun(adminUrl: string) {
  const own = {
    metricsToken: randomBytes(16).toString("hex"),
    formerSecret: randomBytes(16).toString("hex"),
  };
  const keys = { first: newKey("2025"), second: newKey("2026"), lost: newKey("2027") };
  const stack = await startStack({ secrets: made() });
  stack.shopify.faults.mediaDelayMs = 20;
  const redis = await startGuardedRedis();
  const shown: Haystack[] = [];
  const seen: Haystack[] = [];
  const metricsPort = await freePort();
  const processes: AppProcess[] = [];

  const settings = (ENCRYPTION_KEYS: string) => ({
    ...{ ENCRYPTION_KEYS, REDIS_URL: redis.url, METRICS_TOKEN: own.metricsToken },
    ...{
      SHOPIFY_API_SECRET_OLD: own.formerSecret,
      LOG_LEVEL: "debug",
      SWEEP_SECONDS: "1",
      LEASE_SECONDS: "5",
    },
  });
  return {
    ...{ stack, redis, keys, own, shown, seen, metricsPort, adminUrl },
    north: merchant(stack, NORTHWIND),
    south: merchant(stack, SECOND_STREET),
    /** What people were shown, and what else came out of it, to be searched in the end. */
    show: (name: string, content: string | Buffer) => void shown.push({ name, content }),
    see: (name: string, content: string) => void seen.push({ name, content }),
    /** Starts the web process and two workers with these keys; those that ran are stopped in order. */
    async start(sealing: readonly (typeof keys.first)[]) {
      await Promise.all(processes.splice(0).map((one) => one.kill("SIGTERM")));
      const env = settings(written(...sealing));
      processes.push(await stack.startWeb(env));
      processes.push(await stack.startWorker({ ...env, METRICS_PORT: String(metricsPort) }));
      processes.push(await stack.startWorker(env));
    },
    /** A command of the operator; what it writes goes to the log, and `ps` is looked at meanwhile. */
    async operate(words: readonly string[], changed: Record<string, string> = {}) {
      const env = { ...stack.env, ...settings(written(keys.second, keys.first)), ...changed };
      const run = promisify(execFile)(process.execPath, words, { cwd: ROOT, env: withPath(env) });
      seen.push(await processesDump());
      const { stdout, stderr } = await run.catch((failed: { stdout: string; stderr: string }) => failed);
      await appendFile(stack.logFile, stdout + stderr);
      return { stdout, stderr };
    },
    async close() {
      await stack.close();
      await redis.stop();
    },
  };
}

function withPath(env: Record<string, string>) {
  const { PATH = "" } = process.env;
  return { ...env, NODE_ENV: "production" as const, PATH };
}

/** Every secret that the processes were given, by its name in the configuration. */
export function configured({ stack, redis, own }: Pick<LongRun, "stack" | "redis" | "own">) {
  const { env } = stack;
  const passwordOf = (url: string) => decodeURIComponent(new URL(url).password);
  return {
    SHOPIFY_API_SECRET: env.SHOPIFY_API_SECRET,
    SHOPIFY_API_SECRET_OLD: own.formerSecret,
    S3_SECRET_ACCESS_KEY: env.S3_SECRET_ACCESS_KEY,
    GEMINI_API_KEY: env.GEMINI_API_KEY,
    METRICS_TOKEN: own.metricsToken,
    PSEUDONYM_KEY: env.PSEUDONYM_KEY,
    DATABASE_URL: passwordOf(env.DATABASE_URL),
    DATABASE_OWNER_URL: passwordOf(env.DATABASE_OWNER_URL),
    REDIS_URL: redis.password,
  };
}
