import { setTimeout as sleep } from "node:timers/promises";
import { inspect } from "node:util";
import { Redis } from "ioredis";
import sharp from "sharp";
import { createGeminiModel } from "../app/generation/gemini.server.ts";
import type { ModelGateway, PreparedPhoto } from "../app/generation/image-model.ts";
import { createModelGateway } from "../app/generation/model-gateway.server.ts";
import { afterFailure } from "../app/generation/retry-policy.ts";
import { systemClock as clock } from "../app/platform/clock.ts";
import { isPackshotError } from "../app/platform/errors.ts";
import { openLimits } from "../app/platform/limits/open-limits.server.ts";
import { createLogger } from "../app/platform/logger.server.ts";
import { createMetrics } from "../app/platform/metrics/metrics.server.ts";
import { startGemini } from "../sandbox/gemini/server.ts";
import { startRedis } from "../sandbox/redis.ts";
import { median } from "./statistics.ts";

const QUOTA = 600;
const TOO_HIGH = 900;
const MINUTES = 3;
const RUNS = 2;
const MODEL_MS = 2_000;
const MODEL = "gemini-nano-banana-2.1";
/** As many as want a picture all the time, of each of the two workers. */
const ASKERS = 32;

type Run = { used: number; rejected: number; lost: number; mostAMinute: number };

/** How much of the model's quota the gateway makes use of, and what it is turned down for. */
export async function limit(): Promise<Record<string, number>> {
  const redis = await startRedis();
  if (!redis) throw new Error("This bench needs redis-server or valkey-server");
  const photo = await smallPhoto();
  const right: Run[] = [];
  const wrong: Run[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    await new Redis(redis.url).flushall();
    const both = [measured(redis.url, photo, QUOTA), measured(redis.url, photo, TOO_HIGH)] as const;
    const [one, other] = await Promise.all(both); // each has a model and limits of its own
    right.push(one);
    wrong.push(other);
    process.stderr.write(`run ${run + 1}: ${JSON.stringify({ right: one, wrong: other })}\n`);
  }
  await redis.stop();
  return {
    ...figures("quota_used", right, ({ used }) => used),
    ...figures("rejected_share", right, ({ rejected }) => rejected),
    ...figures("quota_used_wrong", wrong, ({ used }) => used),
    ...figures("rejected_share_wrong", wrong, ({ rejected }) => rejected),
    lost: [...right, ...wrong].reduce((sum, { lost }) => sum + lost, 0),
    max_per_minute: Math.max(...right.map(({ mostAMinute }) => mostAMinute)),
  };
}

function figures(key: string, runs: readonly Run[], of: (run: Run) => number): Record<string, number> {
  const values = runs.map(of);
  const spread = Math.max(...values) - Math.min(...values);
  return { [key]: thousandth(median(values)), [`${key}_spread`]: thousandth(spread) };
}

const thousandth = (value: number) => Math.round(value * 1_000) / 1_000;

/** Two workers' gateways, configured for so many a minute, before a model that allows the quota. */
async function measured(redisUrl: string, photo: PreparedPhoto, configured: number): Promise<Run> {
  const gemini = await startGemini({ latencyMs: MODEL_MS, quota: { requestsPerMinute: QUOTA } });
  gemini.setBehaviour({ fast: true });
  const workers = [1, 2].map(() => openGateway(redisUrl, gemini.origin, configured));
  const over = AbortSignal.timeout(MINUTES * 60_000);
  let lost = 0;
  const keepAsking = async ({ gateway }: { gateway: ModelGateway }) => {
    while (!over.aborted) {
      if (!(await generated(gateway, photo, over))) lost += 1;
    }
  };
  const asking = workers.flatMap((worker) => Array.from({ length: ASKERS }, () => keepAsking(worker)));
  await sleep(MINUTES * 60_000);
  const { accepted, rejected, maxPerMinute } = gemini.calls();
  await Promise.all(asking);
  workers.forEach(({ limits }) => limits.close());
  await gemini.stop();
  return {
    used: accepted / (QUOTA * MINUTES),
    rejected: rejected / (accepted + rejected),
    ...{ lost, mostAMinute: maxPerMinute },
  };
}

function openGateway(redisUrl: string, baseUrl: string, perMinute: number) {
  const log = createLogger("warn");
  const name = `bench-${perMinute}`;
  const limits = openLimits({ name, perMinute, atOnce: 2 * ASKERS }, { redisUrl, clock, log });
  const server = { apiKey: "any", model: MODEL, baseUrl, apiVersion: "v1", timeoutMs: 60_000 };
  const gateway = createModelGateway({
    ...{ model: createGeminiModel(server, clock), limits, stop: async () => true },
    ...{ clock, random: Math.random, log, metrics: createMetrics() },
  });
  return { gateway, limits };
}

/** Tries as often as a generation is tried; false when it came to nothing. */
async function generated(gateway: ModelGateway, photo: PreparedPhoto, over: AbortSignal): Promise<boolean> {
  const request = { photo, prompt: "Scene: a studio.", aspectRatio: "1:1", imageSize: "1K" } as const;
  const nothing = async () => {};
  for (let attempt = 1; ; attempt += 1) {
    try {
      await gateway.ask(request, { signal: over, beforeCall: nothing, notBilled: nothing });
      return true;
    } catch (error) {
      if (over.aborted) return true;
      process.stderr.write(`tried again: ${inspect(error, { depth: 3 })}\n`);
      const code = isPackshotError(error) ? error.code : "internal";
      const verdict = afterFailure(
        code,
        { attempt, modelCalls: 0 },
        { now: clock.now(), random: Math.random },
      );
      if ("giveUp" in verdict) return false;
    }
  }
}

async function smallPhoto(): Promise<PreparedPhoto> {
  const measures = { width: 64, height: 64 };
  const bytes = await sharp({ create: { ...measures, channels: 3, background: "#c2410c" } })
    .jpeg()
    .toBuffer();
  return {
    base64: bytes.toString("base64"),
    mimeType: "image/jpeg",
    ...measures,
    fingerprint: Buffer.alloc(0),
  };
}
