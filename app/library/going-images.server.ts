import { COUNTED_TO } from "../platform/counted.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Person } from "../platform/person.ts";
import { daysBefore, type ImageDays } from "./image-days.ts";
import { TURNED_DOWN_AT } from "./turned-down.server.ts";

/** From when to when; without `from` everything that is overdue too. */
export type Span = { from?: Date; to: Date };

/** In the order of the indexes: to find just some of very many, the planner would read the table as it lies. */
const SOONEST = {
  aged: Prisma.sql`ORDER BY "unusedSince"`,
  turnedDown: Prisma.sql`ORDER BY ${TURNED_DOWN_AT}`,
};

/** How many images expire in each of these spans; no further than a person wants to know. */
export async function countGoing(
  db: Queries,
  shop: string,
  days: ImageDays,
  spans: readonly Span[],
): Promise<number[]> {
  const looks = spans.map((span, n) => {
    const most = COUNTED_TO + 1;
    const { aged, turnedDown } = going(shop, days, span);
    return Prisma.sql`
      SELECT ${n}::int AS n, (
        (SELECT count(*) FROM (${aged} ${SOONEST.aged} LIMIT ${most}) AS found) +
        (SELECT count(*) FROM (${turnedDown} ${SOONEST.turnedDown} LIMIT ${most}) AS found))::int AS amount`;
  });
  const counts = await db.$queryRaw<{ n: number; amount: number }[]>`${Prisma.join(looks, " UNION ALL ")}`;
  return spans.map((_, n) => counts.find((count) => count.n === n)?.amount ?? 0);
}

/** The first that expire in this span. */
export async function firstGoing(
  db: Queries,
  shop: string,
  days: ImageDays,
  { limit, ...span }: Span & { limit: number },
): Promise<string[]> {
  const { aged, turnedDown } = going(shop, days, span);
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT id FROM (
      (${aged} ${SOONEST.aged} LIMIT ${limit}) UNION ALL
      (${turnedDown} ${SOONEST.turnedDown} LIMIT ${limit})) AS first
    ORDER BY at, id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** How many a person may miss, counted no further than `most`: what was rejected is not among them. */
export async function countMissed(
  db: Queries,
  shop: string,
  { days, to, most }: { days: ImageDays; to: Date; most: number },
): Promise<number> {
  const [found] = await db.$queryRaw<{ amount: number }[]>`
    SELECT count(*)::int AS amount FROM (
      ${going(shop, days, { to }).aged} AND decision <> 'rejected' ${SOONEST.aged} LIMIT ${most}) AS found`;
  return found?.amount ?? 0;
}

/** So many rows are held at once. */
const CHUNK = 5_000;

/** Keeps everything that would expire in this span, with one entry in the log; answers how many images those were. */
export async function keepGoing(
  db: Db,
  shop: string,
  { days, person, now, ...span }: Span & { days: ImageDays; person: Pick<Person, "id" | "name">; now: Date },
): Promise<number> {
  const { aged, turnedDown } = going(shop, days, span);
  for (let kept = 0; ;) {
    const some = await db.$transaction(async (tx) => {
      const images = kept === 0 ? await countAll(tx, shop, days, span) : 0;
      const changed = await tx.$executeRaw`
        UPDATE "Image" SET "pinnedAt" = ${now}
        WHERE shop = ${shop} AND "pinnedAt" IS NULL AND "expiredAt" IS NULL AND id IN (
          SELECT id FROM (${aged} ${SOONEST.aged} LIMIT ${CHUNK}) AS found UNION ALL
          SELECT id FROM (${turnedDown} ${SOONEST.turnedDown} LIMIT ${CHUNK}) AS more)`;
      const act = { action: "images_kept", on: "shop", details: { images } } as const;
      if (kept === 0 && changed > 0) await recordAudit(tx, shop, person, act);
      return changed;
    });
    kept += some;
    if (some === 0) return kept;
  }
}

async function countAll(tx: Queries, shop: string, days: ImageDays, span: Span): Promise<number> {
  const { aged, turnedDown } = going(shop, days, span);
  const [all] = await tx.$queryRaw<{ amount: number }[]>`
    SELECT ((SELECT count(*) FROM (${aged}) AS one) + (SELECT count(*) FROM (${turnedDown}) AS other))::int AS amount`;
  return all?.amount ?? 0;
}

/**
 * What expires in a span, `at` which moment, by each of the two windows; an image whose window as a rejected one is over
 * first is among those alone. Each is a stretch of an index of its own.
 */
function going(shop: string, days: ImageDays, { from = new Date(0), to }: Span) {
  const longer = days.unpublished - days.rejected;
  const there = Prisma.sql`shop = ${shop} AND "expiredAt" IS NULL AND "pinnedAt" IS NULL`;
  const rejectedGoesFirst = Prisma.sql`${TURNED_DOWN_AT} < "unusedSince" + ${longer * 24}::int * interval '1 hour'`;
  return {
    aged: Prisma.sql`
      SELECT id, "unusedSince" + ${days.unpublished * 24}::int * interval '1 hour' AS at FROM "Image"
      WHERE ${there} AND "unusedSince" >= ${daysBefore(from, days.unpublished)}
        AND "unusedSince" < ${daysBefore(to, days.unpublished)}
        AND NOT (decision = 'rejected' AND COALESCE(${rejectedGoesFirst}, false))`,
    turnedDown: Prisma.sql`
      SELECT id, ${TURNED_DOWN_AT} + ${days.rejected * 24}::int * interval '1 hour' AS at FROM "Image"
      WHERE ${there} AND decision = 'rejected' AND ${TURNED_DOWN_AT} >= ${daysBefore(from, days.rejected)}
        AND ${TURNED_DOWN_AT} < ${daysBefore(to, days.rejected)} AND ${rejectedGoesFirst}`,
  };
}
