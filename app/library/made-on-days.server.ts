import { MOST_OF_A_DAY, type Day } from "../platform/daily-counts.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { uuidV7Prefix } from "../platform/uuid-v7.ts";

/** How many images were made on each of these days, also those that have expired: ids are in order of time. */
export async function madeOnDays(db: Queries, shop: string, days: readonly Day[]): Promise<number[]> {
  const rows = await db.$queryRaw<{ amount: number }[]>`
    SELECT (SELECT count(*)::int FROM (SELECT FROM "Image" i
      WHERE i.shop = ${shop} AND i.id >= day.first AND i.id < day.next ORDER BY i.id LIMIT ${MOST_OF_A_DAY}) made) AS amount
    FROM unnest(${days.map(({ from }) => uuidV7Prefix(from))}::text[], ${days.map(({ to }) => uuidV7Prefix(to))}::text[])
      WITH ORDINALITY AS day(first, next, place) ORDER BY day.place`;
  return rows.map(({ amount }) => amount);
}
