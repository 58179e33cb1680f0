/** A pace that starts anew every so many seconds: so many turns in each. */
export type Pace = { turns: number; seconds: number };

const MOST_ROUNDED_OFF = 0.005;

/** The shortest window of whole seconds that holds a whole number of turns, or as good as. */
export function paceOf(perMinute: number): Pace {
  for (let seconds = LEAST_SECONDS; seconds < 60; seconds += 1) {
    const exact = (perMinute * seconds) / 60;
    const turns = Math.floor(exact + 1e-9);
    if (turns >= 1 && exact - turns <= exact * MOST_ROUNDED_OFF) return { turns, seconds };
  }
  return { turns: Math.max(1, Math.floor(perMinute)), seconds: 60 };
}

const TURNS_TO_CREEP_BY = 20;

/**
 * What is tried now, in windows that stay as long as they are: each length that a creeping rate would suggest is another
 * window. So they are made for the rate it began with, with turns enough that one more is a small step.
 */
export function paceNow(configured: number, learned: Learned | null, nowMs: number): Pace {
  if (!learned || learned.perMinute >= configured) return paceOf(configured);
  const began = paceOf(learned.perMinute);
  const times = Math.min(Math.ceil(TURNS_TO_CREEP_BY / began.turns), Math.floor(60 / began.seconds));
  const seconds = began.seconds * Math.max(1, times);
  const turns = Math.floor((rateNow(configured, learned, nowMs) * seconds) / 60 + 1e-9);
  return { turns: Math.max(1, turns), seconds };
}

export type Place = { waitMs: number; unusedTurns: number };

/** Turns may come so much too late, as on a busy machine, and still be taken. */
const LATE_MS = 2_000;
/** Shorter windows lose more: each begins only when somebody comes after the end of the one before. */
const LEAST_SECONDS = 5;

/**
 * When the nth turn of a window may begin: turns lie evenly in it, whoever takes them. Turns that nobody took in time
 * are lost: the vendor counts the last sixty seconds, and a burst that makes up for an idle while would pass its limit.
 */
export function placeOf(nth: number, { turns, seconds }: Pace, msLeft: number): Place {
  const spacing = (seconds * 1000) / turns;
  const behindMs = seconds * 1000 - msLeft - (nth - 1) * spacing;
  return {
    waitMs: Math.max(0, -behindMs),
    unusedTurns: Math.max(0, Math.floor((behindMs - LATE_MS) / spacing)),
  };
}

/** A rate that was found out by being turned down, and when. */
export type Learned = { perMinute: number; atMs: number };

const MINUTE_MS = 60_000;
const CREEP_PER_SQUARE_MINUTE = 0.01;

/** What is tried now: slowly more than what went well, then faster, until what is configured. */
export function rateNow(configured: number, learned: Learned | null, nowMs: number): number {
  if (!learned) return configured;
  const minutes = Math.max(0, nowMs - learned.atMs) / MINUTE_MS;
  return Math.min(configured, learned.perMinute * (1 + CREEP_PER_SQUARE_MINUTE * minutes * minutes));
}

/**
 * What to learn from being turned down again: what was let through in the last minute, counted by second, the oldest
 * first. Nothing where the work has not gone on for that long, as then the number says nothing about the limit.
 */
export function learnFrom(lastMinute: readonly number[], rate: number): number | null {
  const wentOnForAMinute = lastMinute.slice(0, 10).some((count) => count > 0);
  if (!wentOnForAMinute) return null;
  const letThrough = lastMinute.reduce((sum, count) => sum + count, 0);
  return Math.min(rate, Math.max(letThrough, rate / 2, 1));
}
