import type { Redis } from "ioredis";
import { RateLimiterRedis } from "rate-limiter-flexible";
import { z } from "zod";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.server.ts";
import { systemWait } from "../wait.ts";
import type { Board } from "./board.ts";
import type { Limits, LimitsConfig } from "./limits.ts";
import { createPaced } from "./paced.ts";
import { createRedisSlots } from "./redis-slots.server.ts";

/** The clock is one that all processes share: what began is counted by its seconds. */
type Deps = { clock: Clock; log: Logger };

const KEEP_SECONDS = 70;
const RECENT_SECONDS = 120;
const LEARNED_SECONDS = 1_200;

/** The limits of all processes that share a Redis. Fails when Redis does: whoever asks decides what then. */
export function createRedisLimits(config: LimitsConfig, redis: Redis, { clock, log }: Deps): Limits {
  const prefix = `packshot:limits:${config.name}`;
  const board = createRedisBoard(redis, prefix);
  const nowMs = () => clock.now().getTime();
  const paced = createPaced({ board, perMinute: config.perMinute, wait: systemWait, log, nowMs });
  return {
    slot: createRedisSlots(redis, `${prefix}:slots`, config.atOnce, log),
    ...paced,
    close: () => redis.disconnect(),
  };
}

const Learned = z.object({ perMinute: z.number().positive(), atMs: z.number() });

/** Keeps the longer of two pauses; answers 1 where none stood. Times are Redis's own, so clocks need not agree. */
const PAUSE = `
  local left = redis.call('pttl', KEYS[1])
  if left < tonumber(ARGV[1]) then redis.call('set', KEYS[1], '1', 'PX', ARGV[1]) end
  return left < 0 and 1 or 0`;

function createRedisBoard(redis: Redis, prefix: string): Board {
  // Far more points than turns: this only counts, the pace decides.
  const counter = new RateLimiterRedis({
    ...{ storeClient: redis, keyPrefix: `${prefix}:turns`, rejectIfRedisNotReady: true },
    ...{ points: Number.MAX_SAFE_INTEGER, duration: 1 },
  });
  const pauseKey = `${prefix}:pause`;
  const secondKey = (second: number) => `${prefix}:began:${second}`;
  return {
    async takeTurns(count, seconds) {
      const options = { customDuration: seconds };
      const { consumedPoints, msBeforeNext } = await counter.consume(`${seconds}`, count, options);
      return { taken: consumedPoints, msLeft: msBeforeNext };
    },
    pauseLeftMs: () => redis.pttl(pauseKey),
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
      return (await redis.set(`${prefix}:turned-down`, "1", "EX", RECENT_SECONDS, "GET")) !== null;
    },
    async learned() {
      const text = await redis.get(`${prefix}:learned`);
      return text === null ? null : (Learned.safeParse(JSON.parse(text)).data ?? null);
    },
    async learn(learned) {
      await redis.set(`${prefix}:learned`, JSON.stringify(learned), "EX", LEARNED_SECONDS);
    },
  };
}
