import { TURNED_DOWN_AT } from "../library/turned-down.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { daysBefore, WINDOWS } from "./windows.ts";

export type ExpiringShop = { shop: string; retentionDays: number | null };
type Page = { after: string; now: Date; limit: number };

/** An export that has not come to its end by then holds nothing up any more. */
const LONGEST_EXPORT_DAYS = 1;

/**
 * Of the next shops by name those that have images whose window is over. Shops that are being erased are left to that;
 * while an export runs its shop's images stay, so that the file has all that was there when it was asked for.
 */
export async function shopsWithExpiring(
  db: Queries,
  { after, now, limit }: Page,
): Promise<{ shops: ExpiringShop[]; next: string }> {
  const rows = await db.$queryRaw<(ExpiringShop & { isDue: boolean })[]>`
    SELECT s.shop, s."retentionDays", s."erasingSince" IS NULL AND (${hasAged(now)} OR ${hasTurnedDown(now)})
      AND NOT EXISTS (SELECT FROM "Export" e WHERE e.shop = s.shop AND e.state IN ('queued', 'running')
        AND e."createdAt" > ${daysBefore(now, LONGEST_EXPORT_DAYS)}) AS "isDue"
    FROM (SELECT * FROM "Shop" WHERE shop > ${after} ORDER BY shop LIMIT ${limit}) AS s ORDER BY s.shop`;
  const shops = rows.filter(({ isDue }) => isDue).map(({ shop, retentionDays }) => ({ shop, retentionDays }));
  return { shops, next: rows.length < limit ? "" : (rows.at(-1)?.shop ?? "") };
}

const chosenDays = Prisma.sql`COALESCE(s."retentionDays", ${WINDOWS.unpublishedImages.days}::int)`;

/** The oldest, by its index: asked whether there is one that is old enough, the planner may read the whole table. */
function hasAged(now: Date): Prisma.Sql {
  return Prisma.sql`COALESCE((SELECT i."unusedSince" FROM "Image" i
    WHERE i.shop = s.shop AND i."expiredAt" IS NULL AND i."pinnedAt" IS NULL ORDER BY i."unusedSince" LIMIT 1)
    < ${now}::timestamptz - ${chosenDays} * interval '24 hours', false)`;
}

function hasTurnedDown(now: Date): Prisma.Sql {
  const days = Prisma.sql`LEAST(${chosenDays}, ${WINDOWS.rejectedImages.days}::int)`;
  return Prisma.sql`COALESCE((SELECT ${TURNED_DOWN_AT} FROM "Image" i
    WHERE i.shop = s.shop AND i.decision = 'rejected' AND i."expiredAt" IS NULL AND i."pinnedAt" IS NULL
    ORDER BY ${TURNED_DOWN_AT} LIMIT 1) < ${now}::timestamptz - ${days} * interval '24 hours', false)`;
}
