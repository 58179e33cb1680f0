import { expect, it } from "vitest";
import { pauseAfter } from "./missed.ts";

it("a page that is not answered asks ever more rarely, but goes on", () => {
  expect([1, 2, 3, 4, 5, 6, 60].map((misses) => pauseAfter(misses, null))).toEqual([
    1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
  ]);
});

it("a page that is told when to ask again waits for exactly so long", () => {
  expect(pauseAfter(1, 42)).toBe(42_000);
  expect(pauseAfter(9, 1)).toBe(1_000);
});
