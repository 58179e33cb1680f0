import { createGeminiModel } from "./generation/gemini.server.ts";
import type { ModelGateway } from "./generation/image-model.ts";
import type { DayLimits } from "./generation/model-calls.server.ts";
import { createModelGateway } from "./generation/model-gateway.server.ts";
import { stopModel, type NewStop } from "./generation/model-stops.server.ts";
import type { Clock } from "./platform/clock.ts";
import type { Db } from "./platform/db/db.server.ts";
import type { Env } from "./platform/env.server.ts";
import type { Limits } from "./platform/limits/limits.ts";
import { openLimits } from "./platform/limits/open-limits.server.ts";
import type { Logger } from "./platform/logger.server.ts";
import type { Metrics } from "./platform/metrics/metrics.server.ts";

type Deps = { clock: Clock; log: Logger; db: Db; metrics: Metrics };
type ModelParts = { model: ModelGateway; limits: Limits; dayLimits: DayLimits };

/** The part of the composition root that is about the model: the one gateway, and the limits it keeps. */
export function buildModel(env: Env, { clock, log, db, metrics }: Deps): ModelParts {
  const gemini = createGeminiModel(
    {
      apiKey: env.GEMINI_API_KEY,
      model: env.GEMINI_MODEL,
      baseUrl: env.GEMINI_BASE_URL,
      apiVersion: env.GEMINI_API_VERSION,
      timeoutMs: env.GEMINI_TIMEOUT_SECONDS * 1000,
    },
    clock,
  );
  const limits = limitsOf(env, clock, log);
  const stop = (wanted: NewStop) => stopModel(db, wanted);
  return {
    model: createModelGateway({ model: gemini, limits, stop, clock, random: Math.random, log, metrics }),
    limits,
    dayLimits: dayLimitsOf(env),
  };
}

function limitsOf(env: Env, clock: Clock, log: Logger): Limits {
  // One request makes one image, so the lower of the two is the limit.
  const perMinute = Math.min(env.MODEL_REQUESTS_PER_MINUTE, env.MODEL_IMAGES_PER_MINUTE ?? Infinity);
  const config = { name: env.GEMINI_MODEL, perMinute, atOnce: env.MODEL_CONCURRENCY };
  return openLimits(config, { redisUrl: env.REDIS_URL, clock, log });
}

function dayLimitsOf(env: Env): DayLimits {
  const dollars = env.MODEL_DAILY_LIMIT_USD;
  return {
    calls: env.MODEL_REQUESTS_PER_DAY ?? null,
    micros: dollars === undefined ? null : BigInt(dollars) * 1_000_000n,
  };
}
