import type { Clock } from "../clock.ts";
import type { Logger } from "../logger.server.ts";
import { systemWait, type Wait } from "../wait.ts";
import type { Board } from "./board.ts";
import type { Limits, LimitsConfig } from "./limits.ts";
import { createMemorySlots } from "./memory-slots.ts";
import type { Learned } from "./pace.ts";
import { createPaced } from "./paced.ts";

type Deps = {
  clock: Clock;
  log: Logger;
  /** How time passes within this process. Pauses are told by it: the clock jumps. */
  time?: { wait: Wait; nowMs: () => number };
};

const SYSTEM_TIME = { wait: systemWait, nowMs: () => performance.now() };

const RECENT_MS = 120_000;

/** The limits of a process that works alone, or that has lost sight of the others. */
export function createMemoryLimits({ perMinute, atOnce }: LimitsConfig, deps: Deps): Limits {
  const { clock, log, time = SYSTEM_TIME } = deps;
  const board = createMemoryBoard(time.nowMs);
  const paced = createPaced({ board, perMinute, wait: time.wait, log, nowMs: () => clock.now().getTime() });
  return { slot: createMemorySlots(atOnce), ...paced, close: () => {} };
}

function createMemoryBoard(monotonicMs: () => number): Board {
  let window = { taken: 0, endsAt: -Infinity };
  const seconds = new Map<number, number>();
  let pausedUntil = 0;
  let turnedDownAt = -Infinity;
  let learned: Learned | null = null;
  return {
    async takeTurns(count, seconds) {
      const now = monotonicMs();
      if (now >= window.endsAt) window = { taken: 0, endsAt: now + seconds * 1000 };
      window.taken += count;
      return { taken: window.taken, msLeft: window.endsAt - now };
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
