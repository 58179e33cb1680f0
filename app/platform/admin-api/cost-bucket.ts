import type { Clock } from "../clock.ts";
import { PackshotError } from "../errors.ts";
import type { Wait } from "../wait.ts";

/** What Shopify tells with every answer (https://shopify.dev/docs/api/usage/limits): points per app and store. */
export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** When to stop waiting: at a moment, in milliseconds, or at a signal. */
export type Patience = { until: number; wait: Wait; signal?: AbortSignal };

export type CostBucket = {
  /** What an operation asked for, and how the bucket stood when it was answered. */
  learn(operation: string, cost: { requested: number; status: ThrottleStatus }): void;
  /** Milliseconds until this many points should be there; 0 while nothing is known. */
  waitFor(points: number): number;
  /**
   * Waits, first come, first served, until what the operation asked for last time should be there, and holds it until
   * the function it answers is called: calls at the same moment don't count on the same points.
   */
  enter(operation: string, patience: Patience): Promise<() => void>;
};

/** Whoever waits looks again this often: another call may have given points back meanwhile. */
const LOOK_MS = 100;

/** Our picture of one shop's leaky bucket, as of the last answer. Other apps and processes have their own. */
export function createCostBucket(clock: Clock): CostBucket {
  const costs = new Map<string, number>();
  let known: { status: ThrottleStatus; at: number } | undefined;
  let held = 0;
  let turn: Promise<unknown> = Promise.resolve();

  function waitFor(points: number): number {
    if (!known) return 0;
    const { status, at } = known;
    const restored = ((clock.now().getTime() - at) / 1000) * status.restoreRate;
    const available = Math.min(status.maximumAvailable, status.currentlyAvailable + restored) - held;
    const missing = Math.min(points, status.maximumAvailable) - available;
    return missing > 0 ? Math.ceil((missing / status.restoreRate) * 1000) : 0;
  }

  async function hold(operation: string, { until, wait, signal }: Patience): Promise<() => void> {
    const points = costs.get(operation) ?? 0;
    for (let ms = waitFor(points); ms > 0 && points > 0; ms = waitFor(points)) {
      if (clock.now().getTime() >= until) throw new PackshotError("shopify_throttled", { operation, points });
      await wait(Math.min(ms, LOOK_MS), signal);
    }
    held += points;
    let isHeld = true;
    return () => {
      if (isHeld) held -= points;
      isHeld = false;
    };
  }

  return {
    learn(operation, { requested, status }) {
      costs.set(operation, requested);
      known = { status, at: clock.now().getTime() };
    },
    waitFor,
    enter(operation, patience) {
      const mine = turn.then(() => hold(operation, patience));
      turn = Promise.allSettled([mine]); // whoever gives up lets the next one in
      return mine;
    },
  };
}
