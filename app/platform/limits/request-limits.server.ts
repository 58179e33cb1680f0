import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Logger } from "../logger.server.ts";

/** What is counted: all that a shop's people ask, what of that is costly, and what comes from an address unknown to us. */
type Counted = "shop" | "costly" | "webhook" | "stranger";

export type RequestLimits = {
  /** Counts one more of whoever it is; answers after how many seconds to ask again when that was too much, else 0. */
  count(what: Counted, who: string): Promise<number>;
  close(): void;
};

type Options = { perMinute: Readonly<Record<Counted, number>>; redisUrl?: string; log: Logger };

const ANSWER_MS = 500;

/** Shared by all processes on Redis where there is one; while that is away, each process counts for itself. */
export function openRequestLimits({ perMinute, redisUrl, log }: Options): RequestLimits {
  const redis = redisUrl
    ? new Redis(redisUrl, { commandTimeout: ANSWER_MS, maxRetriesPerRequest: 1, enableOfflineQueue: false })
    : undefined;
  redis?.on("error", (err) => log.debug({ err }, "Redis connection of the request limits"));
  const limiterOf = (what: Counted) => {
    const keyPrefix = `packshot:requests:${what}`;
    const limit = { keyPrefix, points: perMinute[what], duration: 60 };
    const own = new RateLimiterMemory(limit);
    return redis ? new RateLimiterRedis({ ...limit, storeClient: redis, insuranceLimiter: own }) : own;
  };
  const limiters = {
    shop: limiterOf("shop"),
    costly: limiterOf("costly"),
    webhook: limiterOf("webhook"),
    stranger: limiterOf("stranger"),
  };
  return {
    async count(what, who) {
      try {
        await limiters[what].consume(who);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    close: () => redis?.disconnect(),
  };
}
