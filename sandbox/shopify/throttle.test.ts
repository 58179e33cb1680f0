import { expect, test } from "vitest";
import { createBucket } from "./throttle.ts";

test.each([
  ["basic", 2_000, 100],
  ["advanced", 4_000, 200],
  ["plus", 20_000, 1_000],
  ["enterprise", 40_000, 2_000],
] as const)("the %s plan holds %i points and restores %i a second", (plan, maximum, perSecond) => {
  const bucket = createBucket(plan, 0);
  expect(bucket.take(maximum, 0)).toBe(true);
  expect(bucket.take(1, 0)).toBe(false);
  expect(bucket.status(1_000)).toEqual({
    maximumAvailable: maximum,
    currentlyAvailable: perSecond,
    restoreRate: perSecond,
  });
  expect(bucket.status(3_600_000).currentlyAvailable).toBe(maximum);
});

test("what a query did not use flows back at once", () => {
  const bucket = createBucket("basic", 0);
  bucket.take(1_000, 0);
  bucket.giveBack(900);
  expect(bucket.status(0).currentlyAvailable).toBe(1_900);
});
