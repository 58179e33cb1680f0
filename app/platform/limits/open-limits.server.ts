import { Redis } from "ioredis";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.server.ts";
import { createGuardedLimits } from "./guarded-limits.ts";
import type { Limits, LimitsConfig } from "./limits.ts";
import { createMemoryLimits } from "./memory-limits.ts";
import { createRedisLimits } from "./redis-limits.server.ts";

type Options = { redisUrl?: string; clock: Clock; log: Logger };

/** What one process allows itself while it cannot see the others: right for four workers. */
const SHARE = 1 / 4;
/** Long enough for a process that is itself held up on a busy machine: it would take its own delay for Redis's. */
const ANSWER_MS = 5_000;

/** Shared by all processes on Redis where there is one, else the process's own. */
export function openLimits(config: LimitsConfig, { redisUrl, clock, log }: Options): Limits {
  if (!redisUrl) return createMemoryLimits(config, { clock, log });
  // A limit that is asked late is no limit: commands fail in the end, and then the share stands in.
  const redis = new Redis(redisUrl, { commandTimeout: ANSWER_MS, maxRetriesPerRequest: 1 });
  redis.on("error", (err) => log.debug({ err }, "Redis connection of the limits"));
  const share = {
    name: config.name,
    perMinute: Math.max(1, config.perMinute * SHARE),
    atOnce: Math.max(1, Math.floor(config.atOnce * SHARE)),
  };
  return createGuardedLimits(
    createRedisLimits(config, redis, { clock, log }),
    createMemoryLimits(share, { clock, log }),
    log,
  );
}
