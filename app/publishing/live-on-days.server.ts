import { MOST_OF_A_DAY, type Day } from "../platform/daily-counts.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** How many images came on their products on each of these days, also those that were taken off again. */
export async function liveOnDays(db: Queries, shop: string, days: readonly Day[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ amount: number }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT FROM "Publication" p
      WHERE p.shop = ${shop} AND p."liveAt" >= day.first AND p."liveAt" < day.next
      ORDER BY p."liveAt" LIMIT ${MOST_OF_A_DAY}) live) AS amount
    FROM unnest(${days.map(({ from }) => from)}::timestamptz[], ${days.map(({ to }) => to)}::timestamptz[])
      WITH ORDINALITY AS day(first, next, place) ORDER BY day.place`;
  return rows.map(({ amount }) => amount);
}
