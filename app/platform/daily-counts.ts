import type { Clock } from "./clock.ts";
import { COUNTED_TO } from "./counted.ts";

/** A day of UTC. */
export type Day = { from: Date; to: Date };
export type DayCount = { day: string; amount: number };

const DAY_MS = 86_400_000;
/** A past day's count changes only when what was counted is deleted. */
const KEPT_MS = 600_000;
/** Of so many shops at once; then all begin anew. */
const MOST_SHOPS = 1_000;

/** As far back as Home shows. */
export const SHOWN_DAYS = 30;

/** Of one day no more is counted: one more stands for "more". */
export const MOST_OF_A_DAY = COUNTED_TO + 1;

/** The last days of UTC, today's the last. */
export function lastDays(now: Date, days: number): Day[] {
  const today = Math.floor(now.getTime() / DAY_MS);
  return Array.from({ length: days }, (_, n) => {
    const from = (today - (days - 1 - n)) * DAY_MS;
    return { from: new Date(from), to: new Date(from + DAY_MS) };
  });
}

type Counting = {
  clock: Clock;
  days: number;
  /** How many of each of these days, in their order. */
  count: (shop: string, days: readonly Day[]) => Promise<number[]>;
};

/** A shop's amounts of each of the last days. Those of past days are kept for some minutes, today's is counted anew. */
export function createDailyCounts({ clock, days, count }: Counting) {
  const shops = new Map<string, { until: number; today: number; past: Promise<number[]> }>();

  function pastOf(shop: string, past: readonly Day[], today: Day): Promise<number[]> {
    const now = clock.now().getTime();
    const kept = shops.get(shop);
    if (kept && kept.until > now && kept.today === today.from.getTime()) return kept.past;
    if (shops.size >= MOST_SHOPS) shops.clear();
    const counted = count(shop, past);
    shops.set(shop, { until: now + KEPT_MS, today: today.from.getTime(), past: counted });
    counted.catch(() => shops.delete(shop));
    return counted;
  }

  return async (shop: string): Promise<DayCount[]> => {
    const all = lastDays(clock.now(), days);
    const today = all.slice(-1);
    const [last] = today;
    if (!last) return [];
    const [past, now] = await Promise.all([pastOf(shop, all.slice(0, -1), last), count(shop, today)]);
    const amounts = [...past, ...now];
    return all.map(({ from }, n) => ({ day: from.toISOString().slice(0, 10), amount: amounts[n] ?? 0 }));
  };
}
