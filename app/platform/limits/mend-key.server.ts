import type { Redis } from "ioredis";
import type { Logger } from "../logger.server.ts";
import { isNonsense } from "../queue/mend-redis.server.ts";

export type MendKey = <T>(key: string, step: () => Promise<T>) => Promise<T>;

/** Where a key holds what none of us put there, it goes, and the step is done anew: it would fail again and again. */
export function createMendKey(
  redis: Redis,
  log: Logger,
  remove: (key: string) => Promise<unknown> = (key) => redis.unlink(key),
): MendKey {
  return async (key, step) => {
    try {
      return await step();
    } catch (error) {
      if (!isNonsense(error)) throw error;
      log.warn({ key, err: error }, "nonsense in Redis: the key was removed");
      await remove(key);
      return step();
    }
  };
}
