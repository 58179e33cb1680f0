import type { Wait } from "../app/platform/wait.ts";

type Timer = { atMs: number; ring: () => void };

/** Time that stands until somebody lets it pass. */
export function handTime(startsAt: Date) {
  let passedMs = 0;
  const timers = new Set<Timer>();

  function pass(ms: number): void {
    const untilMs = passedMs + ms;
    for (;;) {
      const [next] = [...timers].sort((a, b) => a.atMs - b.atMs);
      if (!next || next.atMs > untilMs) break;
      passedMs = Math.max(passedMs, next.atMs);
      timers.delete(next);
      next.ring();
    }
    passedMs = untilMs;
  }

  /** Waits for others to let time pass. */
  const wait: Wait = (ms, signal) =>
    new Promise((resolve, reject) => {
      const timer = { atMs: passedMs + ms, ring: resolve };
      timers.add(timer);
      signal?.addEventListener("abort", () => timers.delete(timer) && reject(signal.reason as Error));
    });

  /** Lets the time pass by itself. */
  const passing: Wait = async (ms, signal) => {
    pass(ms);
    await Promise.resolve(); // whoever was rung goes first
    signal?.throwIfAborted();
  };

  return { nowMs: () => passedMs, now: () => new Date(startsAt.getTime() + passedMs), pass, wait, passing };
}
