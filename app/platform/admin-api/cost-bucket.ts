import type { Clock } from "../clock.ts";
import { PackshotError } from "../errors.ts";
import type { Wait } from "../wait.ts";
import { createCostTable } from "./cost-table.ts";

/** What Shopify tells with every answer (https://shopify.dev/docs/api/usage/limits): points per app and store. */
export type ThrottleStatus = { maximumAvailable: number; currentlyAvailable: number; restoreRate: number };

/** When to stop waiting: at a moment, in milliseconds, or at a signal. */
export type Patience = { until: number; wait: Wait; signal?: AbortSignal };

/** `size`: how many things it is about. `isUrgent`: a person waits for the answer. */
export type BucketCall = { operation: string; size: number; isUrgent: boolean };

export type CostBucket = {
  /** What a call asked for, and how the bucket stood when it was answered. */
  learn(call: BucketCall, answer: { requested: number; status: ThrottleStatus; isThrottled: boolean }): void;
  /** Milliseconds until this many points should be there; 0 while nothing is known. */
  waitFor(points: number): number;
  /**
   * Waits, first come, first served, until what the call will ask for should be there, and holds it until the function
   * it answers is called: calls at the same moment don't count on the same points. Urgent calls don't stand in line, and
   * may use what the others leave.
   */
  enter(call: BucketCall, patience: Patience): Promise<() => void>;
};

/** Whoever waits looks again this often: another call may have given points back meanwhile. */
const LOOK_MS = 50;
/** Work behind leaves this share to the pages of the app, which people wait for. */
const RESERVE = 0.05;
/** What other processes were seen to take between two looks is left to them, half as much after each such time. */
const FORGET_MS = 5_000;
const MOST_MARGIN = 0.25;
/** Answers overtake each other, and points are rounded. */
const BLUR = 20;

/** Our picture of one shop's leaky bucket, as of the last answer. Other processes of ours have their own. */
export function createCostBucket(clock: Clock): CostBucket {
  const costs = createCostTable();
  let known: { status: ThrottleStatus; at: number } | undefined;
  /** By calls that are not answered yet; and all that may have been taken since `known`. */
  let held = 0;
  let spent = 0;
  let margin = { points: 0, at: 0 };
  let turn: Promise<unknown> = Promise.resolve();

  const nowMs = () => clock.now().getTime();
  const marginNow = () => margin.points * 0.5 ** ((nowMs() - margin.at) / FORGET_MS);

  /** With what flows back, and nothing taken. */
  function filled({ status, at }: { status: ThrottleStatus; at: number }): number {
    const restored = ((nowMs() - at) / 1000) * status.restoreRate;
    return Math.min(status.maximumAvailable, status.currentlyAvailable + restored);
  }

  function waitFor(points: number, leave = 0): number {
    if (!known) return 0;
    const { maximumAvailable, restoreRate } = known.status;
    const missing = Math.min(points, maximumAvailable - leave) + leave - (filled(known) - held);
    return missing > 0 ? Math.ceil((missing / restoreRate) * 1000) : 0;
  }

  async function hold(call: BucketCall, { until, wait, signal }: Patience): Promise<() => void> {
    const leave = () => (call.isUrgent ? 0 : (known?.status.maximumAvailable ?? 0) * RESERVE + marginNow());
    const points = () => costs.of(call);
    /** Until the first answer is there nobody knows how much may be asked for: one call finds out. */
    const isBlind = () => !known && held > 0 && !call.isUrgent;
    for (let ms = 0; isBlind() || (ms = waitFor(points(), leave())) > 0;) {
      const left = until - nowMs();
      if (left <= 0) throw new PackshotError("shopify_throttled", { ...call, points: points() });
      await wait(Math.min(ms || LOOK_MS, LOOK_MS, left), signal);
    }
    const taken = points();
    held += taken;
    spent += taken;
    let isHeld = true;
    return () => {
      if (isHeld) held -= taken;
      isHeld = false;
    };
  }

  return {
    learn(call, { requested, status, isThrottled }) {
      costs.learn(call, requested);
      const others = known ? filled(known) - spent - status.currentlyAvailable : 0;
      const seen = isThrottled ? Math.max(2 * marginNow(), requested) : others > BLUR ? others : 0;
      const points = Math.min(Math.max(marginNow(), seen), status.maximumAvailable * MOST_MARGIN);
      margin = { points, at: nowMs() };
      known = { status, at: nowMs() };
      spent = held;
    },
    waitFor,
    enter(call, patience) {
      if (call.isUrgent) return hold(call, patience);
      const mine = turn.then(() => hold(call, patience));
      turn = Promise.allSettled([mine]); // whoever gives up lets the next one in
      return mine;
    },
  };
}
