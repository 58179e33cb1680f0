import { Redis } from "ioredis";
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { RateLimiterAbstract } from "rate-limiter-flexible";
import type { Logger } from "../logger.server.ts";
import { createMendKey } from "./mend-key.server.ts";

/**
 * What is counted: all that a shop's people ask, what of that is costly, and by address webhooks that were refused, what comes without a
 * session token, and session tokens that do not hold.
 */
type Counted = "shop" | "costly" | "webhook" | "stranger" | "refused";

export type RequestLimits = {
  /**
   * Counts one more of whoever it is; answers after how many seconds to ask again when that was too much, else 0. With
   * 0 it only asks whether that was so before.
   */
  count(what: Counted, who: string, times?: 0 | 1): Promise<number>;
  close(): void;
};

type PerMinute = Readonly<Record<Counted, number>>;
type Count = (what: Counted, who: string, times: 0 | 1) => Promise<unknown>;
type Options = { perMinute: PerMinute; redisUrl?: string; log: Logger };

/** Who was counted is forgotten after so long, here and in Redis: nothing of an address or a shop stays. */
const COUNTED_SECONDS = 60;
/** A page is never held up by its own limit for longer. */
const ANSWER_MS = 500;
const TRY_AGAIN_MS = 2_000;

/** Shared by all processes on Redis where there is one; while that is away, each process counts for itself. */
export function openRequestLimits({ perMinute, redisUrl, log }: Options): RequestLimits {
  const own = countInMemory(perMinute);
  const shared = redisUrl ? countInRedis(redisUrl, perMinute, log) : null;
  const count = shared ? guarded(shared, own, log) : own;
  return {
    async count(what, who, times = 1) {
      try {
        await count(what, who, times);
        return 0;
      } catch (refused) {
        if (refused instanceof RateLimiterRes) return Math.max(1, Math.ceil(refused.msBeforeNext / 1000));
        throw refused;
      }
    },
    close: () => shared?.close(),
  };
}

function limitersOf<T extends RateLimiterAbstract>(
  perMinute: PerMinute,
  open: (limit: { keyPrefix: string; points: number; duration: number }) => T,
): Record<Counted, T> {
  const of = (what: Counted) =>
    open({ keyPrefix: prefixOf(what), points: perMinute[what], duration: COUNTED_SECONDS });
  return {
    shop: of("shop"),
    costly: of("costly"),
    webhook: of("webhook"),
    stranger: of("stranger"),
    refused: of("refused"),
  };
}

const prefixOf = (what: Counted) => `packshot:requests:${what}`;

function countInMemory(perMinute: PerMinute): Count {
  const limiters = limitersOf(perMinute, (limit) => new RateLimiterMemory(limit));
  return (what, who, times) => limiters[what].consume(who, times);
}

/** In one piece: of several that met the nonsense together, the later ones must not take what the first has counted. */
const REMOVE_NONSENSE = `
  if redis.call('type', KEYS[1]).ok == 'string' and tonumber(redis.call('get', KEYS[1])) then return 0 end
  return redis.call('unlink', KEYS[1])`;

function countInRedis(redisUrl: string, perMinute: PerMinute, log: Logger) {
  const redis = new Redis(redisUrl, { commandTimeout: ANSWER_MS, maxRetriesPerRequest: 1 });
  redis.on("error", (err) => log.debug({ err }, "Redis connection of the request limits"));
  const mend = createMendKey(redis, log, (key) => redis.eval(REMOVE_NONSENSE, 1, key));
  const limiters = limitersOf(perMinute, (limit) => new RateLimiterRedis({ ...limit, storeClient: redis }));
  const count: Count = (what, who, times) =>
    mend(`${prefixOf(what)}:${who}`, () => limiters[what].consume(who, times));
  return {
    count,
    /** Over a new connection: this one may be silent for a quarter of an hour before TCP notices. */
    reconnect: () => redis.status === "ready" && redis.disconnect(true),
    close: () => redis.disconnect(),
  };
}

/** Counts by `own` while `shared` does not work; says so once, however long that lasts, and when it is over. */
function guarded(shared: ReturnType<typeof countInRedis>, own: Count, log: Logger): Count {
  let isAway = false;
  let tryAgainAt = -Infinity;
  return async (what, who, times) => {
    if (performance.now() < tryAgainAt) return own(what, who, times);
    try {
      await shared.count(what, who, times);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) {
        if (!isAway)
          log.warn({ err: error }, "the shared request limits are away: this process counts alone");
        isAway = true;
        if (performance.now() >= tryAgainAt) shared.reconnect(); // one of those that failed together
        tryAgainAt = performance.now() + TRY_AGAIN_MS;
        return own(what, who, times);
      }
      tellBack();
      throw error;
    }
    tellBack();
  };

  function tellBack() {
    if (isAway) log.info("the shared request limits are back");
    isAway = false;
  }
}
