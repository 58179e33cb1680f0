import { expect, it } from "vitest";
import { aboutSeconds, betweenSeconds } from "./time-words.ts";

it.each([
  [0, "about 1 second"],
  [42, "about 42 seconds"],
  [90, "about 90 seconds"],
  [130, "about 2 minutes"],
  [7_300, "about 2 hours"],
  [90_000, "about 25 hours"],
  [200_000, "about 2 days"],
])("says %d seconds", (seconds, words) => {
  expect(aboutSeconds(seconds)).toBe(words);
});

it.each([
  [20, 40, "20 to 40 seconds"],
  [130, 300, "2 to 5 minutes"],
  [40, 300, "1 to 5 minutes"],
  [290, 300, "about 5 minutes"],
])("says between %d and %d seconds", (shortest, longest, words) => {
  expect(betweenSeconds(shortest, longest)).toBe(words);
});
