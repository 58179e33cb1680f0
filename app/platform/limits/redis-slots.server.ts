import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import type { Logger } from "../logger.server.ts";
import { systemWait } from "../wait.ts";
import type { Slot } from "./limits.ts";
import { createMendKey } from "./mend-key.server.ts";

/** So long after a process died its slots are free again. */
const LEASE_MS = 10_000;
const RENEW_MS = 3_000;
const LOOK_AGAIN_MS = 15;

/**
 * Takes a slot, or renews it: who holds one keeps it. Members' scores say when their lease ends, by Redis's own clock:
 * a machine whose clock is ahead would take all others for dead. Ends that no lease can have are nobody's.
 * Answers 0: all are in use, 1: taken now, 2: held before.
 */
const TAKE = `
  local time = redis.call('time')
  local now = time[1] * 1000 + math.floor(time[2] / 1000)
  local ends = now + ARGV[3]
  redis.call('zremrangebyscore', KEYS[1], '-inf', now)
  redis.call('zremrangebyscore', KEYS[1], '(' .. string.format('%.0f', ends), '+inf')
  local held = redis.call('zscore', KEYS[1], ARGV[1])
  if not held and redis.call('zcard', KEYS[1]) >= tonumber(ARGV[2]) then return 0 end
  redis.call('zadd', KEYS[1], ends, ARGV[1])
  redis.call('pexpire', KEYS[1], ARGV[3])
  return held and 2 or 1`;

/** Slots of all processes that share a Redis. */
export function createRedisSlots(redis: Redis, key: string, atOnce: number, log: Logger) {
  const mended = createMendKey(redis, log);
  const take = async (holder: string) =>
    Number(await mended(key, () => redis.eval(TAKE, 1, key, holder, atOnce, LEASE_MS)));

  /** A slot that Redis forgot is taken again, if there is one: the work in it goes on in any case. */
  async function renew(holder: string): Promise<void> {
    const taken = await take(holder);
    if (taken !== 2) log.warn({ isBack: taken === 1 }, "a slot was lost while its work goes on");
  }

  return async function slot(signal: AbortSignal): Promise<Slot> {
    const holder = randomUUID();
    signal.throwIfAborted();
    while ((await take(holder)) === 0) await systemWait(LOOK_AGAIN_MS, signal);
    let renewing = Promise.resolve();
    const timer = setInterval(() => {
      renewing = renew(holder).catch((err: unknown) => log.warn({ err }, "a slot was not renewed"));
    }, RENEW_MS);
    return {
      async release() {
        clearInterval(timer);
        await renewing; // else a late renewal could take it again
        await redis
          .zrem(key, holder)
          .catch((err: unknown) => log.warn({ err }, "a slot is freed by its lease's end"));
      },
    };
  };
}
