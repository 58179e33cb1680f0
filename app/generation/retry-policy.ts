import type { ErrorCode } from "../platform/errors.ts";
import { dailyLimitOver } from "./pacific-time.ts";

const MAX_ATTEMPTS = 6;
/** A photo that does not come is seldom a passing fault, and each attempt may wait for the whole time-out. */
const MAX_PHOTO_ATTEMPTS = 3;
/** A picture may be paid for twice, hoping for a better one; never a third time. */
const MAX_PAID_CALLS = 2;
/** Even when workers die after the model answered: more calls than this are never made for one image. */
export const MAX_MODEL_CALLS = 3;
/** When a worker vanished so often over one generation, the last time included, the generation may be what kills it. */
export const MAX_LOST_LEASES = 5;

const FIRST_WAIT_MS = 1_000;
const LONGEST_WAIT_MS = 60_000;

type Rule = "never" | "wait" | "again" | "tomorrow";

/** Codes that are not listed cannot succeed by trying again, or are not known well enough to spend money on. */
const REPEATED = {
  model_busy: "wait",
  photo_unreachable: "wait",
  shopify_unreachable: "wait",
  shopify_throttled: "wait",
  store_unavailable: "wait",
  model_no_image: "again",
  model_bad_image: "again",
  model_unchanged: "again",
  model_timeout: "again",
  model_daily_limit: "tomorrow",
} as const satisfies Partial<Record<ErrorCode, Rule>>;

/** What a generation may wait for before it is tried again. */
export type RepeatedCode = keyof typeof REPEATED;

const RULES: Partial<Record<ErrorCode, Rule>> = REPEATED;

export type Tries = {
  /** Attempts begun, this one included. */
  attempt: number;
  /** Model calls that are or may be billed, this one included, since a person last asked. */
  modelCalls: number;
};
export type Circumstances = { retryAfterMs?: number; now: Date; random: () => number };
export type Verdict = { retryAt: Date } | { giveUp: true };

/** What to do after an attempt failed. Pure: the clock and the dice are handed in. */
export function afterFailure(code: ErrorCode, tries: Tries, circumstances: Circumstances): Verdict {
  const { retryAfterMs, now, random } = circumstances;
  const rule = RULES[code] ?? "never";
  if (rule === "never") return { giveUp: true };
  if (tries.modelCalls >= MAX_PAID_CALLS) return { giveUp: true };
  // A day's wait is no fault of the generation, however many days it takes; the limit spreads over the first minutes.
  if (rule === "tomorrow") return { retryAt: later(dailyLimitOver(now), random() * LONGEST_WAIT_MS) };
  const most = code === "photo_unreachable" ? MAX_PHOTO_ATTEMPTS : MAX_ATTEMPTS;
  if (tries.attempt >= most) return { giveUp: true };

  // Told how long: exactly that, and a little more so that those who were told the same do not all come at once.
  if (retryAfterMs !== undefined) return { retryAt: later(now, retryAfterMs + random() * FIRST_WAIT_MS) };
  const ceiling = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (tries.attempt - 1));
  return { retryAt: later(now, random() * ceiling) };
}

/** How long all wait who were turned down and not told for how long. */
export function pauseAfter(timesBefore: number, random: () => number): number {
  const ceiling = Math.min(LONGEST_WAIT_MS, 2 * FIRST_WAIT_MS * 2 ** timesBefore);
  return Math.ceil(ceiling * (0.5 + random() / 2));
}

function later(moment: Date, ms: number): Date {
  return new Date(moment.getTime() + Math.ceil(ms));
}
