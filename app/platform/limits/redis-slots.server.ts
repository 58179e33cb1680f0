import { randomUUID } from "node:crypto";
import type { Redis } from "ioredis";
import { Semaphore, TimeoutError } from "redis-semaphore";
import type { Logger } from "../logger.server.ts";
import type { Slot } from "./limits.ts";

/** So long after a process died its slots are free again. */
const LEASE_MS = 10_000;
const RENEW_MS = 3_000;
const LOOK_AGAIN_MS = 15;
const GIVE_UP_MS = 5_000;

/**
 * Slots of all processes that share a Redis. The library renews leases too, but a renewal that fails would be a
 * rejection that nobody handles, and end the process; so it is told not to, and each slot is renewed here.
 */
export function createRedisSlots(redis: Redis, key: string, atOnce: number, log: Logger) {
  const semaphore = (
    identifier: string,
    more: { acquiredExternally?: true; acquireAttemptsLimit?: number } = {},
  ) =>
    new Semaphore(redis, key, atOnce, {
      ...{ identifier, lockTimeout: LEASE_MS, refreshInterval: 0, retryInterval: LOOK_AGAIN_MS },
      ...{ acquireTimeout: GIVE_UP_MS, ...more },
    });

  /** A slot that Redis forgot is taken again, if there is one: the work in it goes on in any case. */
  async function renew(identifier: string): Promise<void> {
    const isOurs = await semaphore(identifier, { acquiredExternally: true }).tryAcquire();
    if (isOurs) return;
    const isBack = await semaphore(identifier, { acquireAttemptsLimit: 1 }).tryAcquire();
    log.warn({ isBack }, "a slot was lost while its work goes on");
  }

  async function taken(identifier: string, signal: AbortSignal): Promise<Semaphore> {
    for (;;) {
      const wanted = semaphore(identifier);
      try {
        await wanted.acquire(signal);
        return wanted;
      } catch (error) {
        if (!(error instanceof TimeoutError)) throw error; // all slots are in use: look on
      }
    }
  }

  return async function slot(signal: AbortSignal): Promise<Slot> {
    const identifier = randomUUID();
    const held = await taken(identifier, signal);
    let renewing = Promise.resolve();
    const timer = setInterval(() => {
      renewing = renew(identifier).catch((err: unknown) => log.warn({ err }, "a slot was not renewed"));
    }, RENEW_MS);
    return {
      async release() {
        clearInterval(timer);
        await renewing; // else a late renewal could take it again
        await held.release().catch((err: unknown) => log.warn({ err }, "a slot is freed by its lease's end"));
      },
    };
  };
}
