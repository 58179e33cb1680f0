import { RateLimiterMemory, type RateLimiterRes } from "rate-limiter-flexible";
import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.server.ts";
import { systemWait } from "../wait.ts";
import type { Board } from "./board.ts";
import type { Limits, LimitsConfig } from "./limits.ts";
import { createMemorySlots } from "./memory-slots.ts";
import type { Learned } from "./pace.ts";
import { createPaced } from "./paced.ts";

type Deps = { clock: Clock; log: Logger };

const RECENT_MS = 120_000;

/** The limits of a process that works alone, or that has lost sight of the others. */
export function createMemoryLimits({ perMinute, atOnce }: LimitsConfig, { clock, log }: Deps): Limits {
  const nowMs = () => clock.now().getTime();
  const paced = createPaced({ board: createMemoryBoard(), perMinute, wait: systemWait, log, nowMs });
  return { slot: createMemorySlots(atOnce), ...paced, close: () => {} };
}

/** Pauses are told by the monotonic clock: the other one jumps. */
function createMemoryBoard(monotonicMs = () => performance.now()): Board {
  // Far more points than turns: this only counts, the pace decides.
  const counter = new RateLimiterMemory({ points: Number.MAX_SAFE_INTEGER, duration: 1 });
  const seconds = new Map<number, number>();
  let pausedUntil = 0;
  let turnedDownAt = -Infinity;
  let learned: Learned | null = null;
  return {
    async takeTurns(count, duration) {
      const { consumedPoints, msBeforeNext }: RateLimiterRes = await counter.consume(`${duration}`, count, {
        customDuration: duration,
      });
      return { taken: consumedPoints, msLeft: msBeforeNext };
    },
    pauseLeftMs: async () => pausedUntil - monotonicMs(),
    async pause(ms) {
      const stood = pausedUntil > monotonicMs();
      pausedUntil = Math.max(pausedUntil, monotonicMs() + ms);
      return !stood;
    },
    async count(second, by) {
      seconds.set(second, (seconds.get(second) ?? 0) + by);
      for (const old of seconds.keys()) if (old <= second - RECENT_MS / 1000) seconds.delete(old);
    },
    lastMinute: async (second) =>
      Array.from({ length: 60 }, (_, index) => seconds.get(second - 59 + index) ?? 0),
    async turnedDownLately() {
      const lately = monotonicMs() - turnedDownAt < RECENT_MS;
      turnedDownAt = monotonicMs();
      return lately;
    },
    learned: async () => learned,
    async learn(value) {
      learned = value;
    },
  };
}
