import type { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.server.ts";
import { systemWait } from "../wait.ts";
import type { Board } from "./board.ts";
import { LONGEST_PAUSE_MS, type Limits, type LimitsConfig } from "./limits.ts";
import { createMendKey } from "./mend-key.server.ts";
import type { Learned } from "./pace.ts";
import { createPaced } from "./paced.ts";
import { createRedisSlots } from "./redis-slots.server.ts";

/** The clock is one that all processes share: what began is counted by its seconds. */
type Deps = { clock: Clock; log: Logger };

const WINDOW = "window";
const LONGEST_WINDOW_MS = 60_000;
const KEEP_SECONDS = 70;
const RECENT_SECONDS = 120;
const LEARNED_SECONDS = 1_200;

/** The limits of all processes that share a Redis. Fails when Redis does: whoever asks decides what then. */
export function createRedisLimits(config: LimitsConfig, redis: Redis, { clock, log }: Deps): Limits {
  const prefix = `packshot:limits:${config.name}`;
  const nowMs = () => clock.now().getTime();
  const board = createRedisBoard(redis, prefix, { nowMs, log });
  const paced = createPaced({ board, perMinute: config.perMinute, wait: systemWait, log, nowMs });
  return {
    slot: createRedisSlots(redis, `${prefix}:slots`, config.atOnce, log),
    ...paced,
    close: () => redis.disconnect(),
  };
}

const LearnedShape = z.object({ perMinute: z.number().min(1), atMs: z.number() });

/** Null for what is none of ours: no JSON, another shape, or learned in times to come. */
function readLearned(text: string | null, nowMs: number): Learned | null {
  try {
    const learned = LearnedShape.safeParse(JSON.parse(text ?? "null")).data;
    return learned && learned.atMs <= nowMs + 60_000 ? learned : null;
  } catch {
    return null;
  }
}

/** Keeps the longer of two pauses; answers 1 where none stood. Times are Redis's own, so clocks need not agree. */
const PAUSE = `
  local left = redis.call('pttl', KEYS[1])
  if left < tonumber(ARGV[1]) then redis.call('set', KEYS[1], '1', 'PX', ARGV[1]) end
  return left < 0 and 1 or 0`;

type BoardDeps = { nowMs: () => number; log: Logger };

function createRedisBoard(redis: Redis, prefix: string, { nowMs, log }: BoardDeps): Board {
  const mended = createMendKey(redis, log);
  const turnsKey = `${prefix}:turns`;
  // Far more points than turns: this only counts, the pace decides.
  const counter = new RateLimiterRedis({
    ...{ storeClient: redis, keyPrefix: turnsKey, rejectIfRedisNotReady: true },
    ...{ points: Number.MAX_SAFE_INTEGER, duration: 1 },
  });
  const learnedKey = `${prefix}:learned`;
  const pauseKey = `${prefix}:pause`;
  const secondKey = (second: number) => `${prefix}:began:${second}`;
  return {
    async takeTurns(count, seconds) {
      const options = { customDuration: seconds };
      const key = `${turnsKey}:${WINDOW}`;
      const take = () => mended(key, () => counter.consume(WINDOW, count, options));
      let { consumedPoints: taken, msBeforeNext: msLeft } = await take();
      if (msLeft > LONGEST_WINDOW_MS) {
        await redis.unlink(key); // nobody of us made it last so long
        ({ consumedPoints: taken, msBeforeNext: msLeft } = await take());
      }
      return { taken, msLeft };
    },
    async pauseLeftMs() {
      const left = await redis.pttl(pauseKey);
      if (left > LONGEST_PAUSE_MS) await redis.pexpire(pauseKey, LONGEST_PAUSE_MS);
      return Math.min(left, LONGEST_PAUSE_MS);
    },
    pause: async (ms) => (await redis.eval(PAUSE, 1, pauseKey, Math.max(1, Math.ceil(ms)))) === 1,
    async count(second, by) {
      const key = secondKey(second);
      await redis.pipeline().incrby(key, by).expire(key, KEEP_SECONDS).exec();
    },
    async lastMinute(second) {
      const keys = Array.from({ length: 60 }, (_, index) => secondKey(second - 59 + index));
      return (await redis.mget(keys)).map((value) => Math.max(0, Number(value)) || 0);
    },
    async turnedDownLately() {
      const key = `${prefix}:turned-down`;
      return (await mended(key, () => redis.set(key, "1", "EX", RECENT_SECONDS, "GET"))) !== null;
    },
    async learned() {
      return readLearned(await mended(learnedKey, () => redis.get(learnedKey)), nowMs());
    },
    async learn(learned) {
      await redis.set(learnedKey, JSON.stringify(learned), "EX", LEARNED_SECONDS);
    },
  };
}
