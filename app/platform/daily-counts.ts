import type { Clock } from "./clock.ts";
import { COUNTED_TO } from "./counted.ts";

/** A day of UTC. */
export type Day = { from: Date; to: Date };
export type DayCount = { day: string; amount: number };

const DAY_MS = 86_400_000;
/** A past day's count changes only when what was counted is deleted; today's may be so old on a page. */
const PAST_KEPT_MS = 600_000;
const TODAY_KEPT_MS = 5_000;
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

type Kept = { until: number; today: number; amounts: Promise<number[]> };

/** A shop's amounts of each of the last days. Those of past days are kept for some minutes, today's for some seconds. */
export function createDailyCounts({ clock, days, count }: Counting) {
  const past = new Map<string, Kept>();
  const now = new Map<string, Kept>();

  function amountsOf(all: Map<string, Kept>, shop: string, asked: readonly Day[], today: number, ms: number) {
    const at = clock.now().getTime();
    const kept = all.get(shop);
    if (kept && kept.until > at && kept.today === today) return kept.amounts;
    if (all.size >= MOST_SHOPS) all.clear();
    const amounts = count(shop, asked);
    all.set(shop, { until: at + ms, today, amounts });
    amounts.catch(() => all.delete(shop));
    return amounts;
  }

  return async (shop: string): Promise<DayCount[]> => {
    const shown = lastDays(clock.now(), days);
    const today = shown.at(-1)?.from.getTime() ?? 0;
    const [before, last] = await Promise.all([
      amountsOf(past, shop, shown.slice(0, -1), today, PAST_KEPT_MS),
      amountsOf(now, shop, shown.slice(-1), today, TODAY_KEPT_MS),
    ]);
    const amounts = [...before, ...last];
    return shown.map(({ from }, n) => ({ day: from.toISOString().slice(0, 10), amount: amounts[n] ?? 0 }));
  };
}
