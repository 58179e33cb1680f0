const HOUR_MS = 3_600_000;

const PACIFIC_CLOCK = new Intl.DateTimeFormat("en-US", {
  timeZone: "America/Los_Angeles",
  hourCycle: "h23",
  hour: "numeric",
  minute: "numeric",
  second: "numeric",
});

const PACIFIC_DATE = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Los_Angeles" });

/** The vendor's own day, such as 2026-11-20. */
export function pacificDay(now: Date): string {
  return PACIFIC_DATE.format(now);
}

/** When the vendor's daily limits start anew. Right across both clock changes, which happen after midnight. */
export function nextMidnightPacific(now: Date): Date {
  const guess = new Date(now.getTime() - sinceMidnightMs(now) + 24 * HOUR_MS);
  // A day of 23 or 25 hours: the guess then lies at 1 or 23 o'clock.
  const off = Number(PACIFIC_CLOCK.formatToParts(guess).find(({ type }) => type === "hour")?.value);
  return new Date(guess.getTime() - (off > 12 ? off - 24 : off) * HOUR_MS);
}

/** The vendor's counters need not start anew in the same moment everywhere. */
const AFTER_MIDNIGHT_MS = 60_000;
const SOON_MS = 300_000;

/**
 * When to ask again who was told that the day's calls are used up. So shortly after midnight that speaks of the day
 * before: the call was made then, or the vendor has not counted anew yet. It is no reason to wait for a whole day.
 */
export function dailyLimitOver(now: Date): Date {
  if (sinceMidnightMs(now) < HOUR_MS) return new Date(now.getTime() + SOON_MS);
  return new Date(nextMidnightPacific(now).getTime() + AFTER_MIDNIGHT_MS);
}

function sinceMidnightMs(now: Date): number {
  const parts = PACIFIC_CLOCK.formatToParts(now).map(({ type, value }) => [type, Number(value)]);
  const { hour = 0, minute = 0, second = 0 } = Object.fromEntries(parts) as Record<string, number>;
  return ((hour * 60 + minute) * 60 + second) * 1000 + now.getMilliseconds();
}
