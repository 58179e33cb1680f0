import { expect, test } from "vitest";
import { dailyLimitOver, nextMidnightPacific } from "./pacific-time.ts";

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

test.each([
  ["during the day, a minute after its end", "2026-12-01T20:00:00.000Z", "2026-12-02T08:01:00.000Z"],
  ["just before its end", "2026-12-02T07:59:59.999Z", "2026-12-02T08:01:00.000Z"],
  ["a second after midnight, soon", "2026-12-02T08:00:01.000Z", "2026-12-02T08:05:01.000Z"],
  ["later in the first hour, soon", "2026-12-02T08:59:59.000Z", "2026-12-02T09:04:59.000Z"],
  ["after it, the next day", "2026-12-02T09:00:00.000Z", "2026-12-03T08:01:00.000Z"],
  ["in the night of 23 hours, soon", "2026-03-08T08:00:01.000Z", "2026-03-08T08:05:01.000Z"],
])("told that the day is used up %s", (_, now, until) => {
  expect(dailyLimitOver(new Date(now)).toISOString()).toBe(until);
});
