import { describe, expect, test } from "vitest";
import type { ErrorCode } from "../platform/errors.ts";
import { afterFailure, type Tries } from "./retry-policy.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const first: Tries = { attempt: 1, modelCalls: 1 };

function waitMs(code: ErrorCode, tries: Tries, dice: number, retryAfterMs?: number): number | "give up" {
  const verdict = afterFailure(code, tries, { now, random: () => dice, retryAfterMs });
  return "giveUp" in verdict ? "give up" : verdict.retryAt.getTime() - now.getTime();
}

test.each<ErrorCode>([
  "model_refused",
  "model_misconfigured",
  "model_out_of_credit",
  "photo_missing",
  "photo_not_usable",
  "photo_too_large",
  "photo_host_refused",
  "shopify_access_lost",
  "product_deleted",
  "internal",
])("%s cannot succeed by trying again", (code) => {
  expect(waitMs(code, { attempt: 1, modelCalls: 0 }, 0.5)).toBe("give up");
});

describe.each<ErrorCode>(["model_busy", "store_unavailable", "shopify_unreachable", "shopify_throttled"])(
  "%s",
  (code) => {
    test("waits anywhere up to a ceiling that doubles, and is a minute at most", () => {
      const ceilings = [1, 2, 3, 4, 5].map((attempt) => waitMs(code, { attempt, modelCalls: 0 }, 1));
      expect(ceilings).toEqual([1000, 2000, 4000, 8000, 16_000]);
      expect(waitMs(code, { attempt: 5, modelCalls: 0 }, 0)).toBe(0);
    });

    test("ends after six attempts", () => {
      expect(waitMs(code, { attempt: 6, modelCalls: 0 }, 0)).toBe("give up");
    });
  },
);

test("told how long, it waits that long and a little more, never less", () => {
  expect(waitMs("model_busy", { attempt: 3, modelCalls: 0 }, 0, 45_838)).toBe(45_838);
  expect(waitMs("model_busy", { attempt: 3, modelCalls: 0 }, 1, 45_838)).toBe(46_838);
});

test.each<ErrorCode>(["model_no_image", "model_bad_image", "model_unchanged", "model_timeout"])(
  "%s is paid for twice at most",
  (code) => {
    expect(waitMs(code, first, 1)).toBe(1000);
    expect(waitMs(code, { attempt: 2, modelCalls: 2 }, 1)).toBe("give up");
  },
);

test("a call cut off half-way counts as paid, so a busy model is not asked a third time", () => {
  expect(waitMs("model_busy", { attempt: 2, modelCalls: 2 }, 1)).toBe("give up");
});

test("a store that is away is worth one more picture, and no third", () => {
  expect(waitMs("store_unavailable", { attempt: 2, modelCalls: 1 }, 1)).toBe(2000);
  expect(waitMs("store_unavailable", { attempt: 3, modelCalls: 2 }, 1)).toBe("give up");
});

test("a photo that does not come is given up after three attempts", () => {
  expect(waitMs("photo_unreachable", { attempt: 2, modelCalls: 0 }, 1)).toBe(2000);
  expect(waitMs("photo_unreachable", { attempt: 3, modelCalls: 0 }, 1)).toBe("give up");
});

test("the day's limit waits for a minute after midnight Pacific, however often", () => {
  const untilThen = 20 * 3_600_000 + 60_000;
  expect(waitMs("model_daily_limit", { attempt: 40, modelCalls: 0 }, 0)).toBe(untilThen);
  expect(waitMs("model_daily_limit", { attempt: 1, modelCalls: 0 }, 1)).toBe(untilThen + 60_000);
});
