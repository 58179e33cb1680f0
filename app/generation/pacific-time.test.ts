import { expect, test } from "vitest";
import { nextMidnightPacific } from "./pacific-time.ts";

test.each([
  ["in summer", "2026-07-01T20:00:00.000Z", "2026-07-02T07:00:00.000Z"],
  ["in winter", "2026-12-01T20:00:00.500Z", "2026-12-02T08:00:00.000Z"],
  ["just before", "2026-12-02T07:59:59.999Z", "2026-12-02T08:00:00.000Z"],
  ["at midnight itself: the next one", "2026-12-02T08:00:00.000Z", "2026-12-03T08:00:00.000Z"],
  ["on the day of 23 hours", "2026-03-08T08:30:00.000Z", "2026-03-09T07:00:00.000Z"],
  ["on the day of 25 hours", "2026-11-01T07:30:00.000Z", "2026-11-02T08:00:00.000Z"],
])("midnight in Los Angeles %s", (_, now, midnight) => {
  expect(nextMidnightPacific(new Date(now)).toISOString()).toBe(midnight);
});
