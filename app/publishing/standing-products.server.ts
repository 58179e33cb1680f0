import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";

/** As the index "Publication_standing" has it. */
const STANDS = Prisma.sql`"state" = 'live' AND "restoringAt" IS NULL`;

type Page = { after: string; before: Date; shops: number; most: number };

/**
 * Of the next shops by name some that have a product which nobody looked at since then. The oldest of each, by its index:
 * asked whether there is one, the planner may read the whole table. Shops that cannot be asked are passed over.
 */
export async function shopsToLookAt(
  db: Queries,
  { after, before, shops, most }: Page,
): Promise<{ shops: string[]; next: string }> {
  const rows = await db.$queryRaw<{ shop: string; isDue: boolean }[]>`
    SELECT s.shop, s."uninstalledAt" IS NULL AND s."reconnectSince" IS NULL AND COALESCE((
      SELECT p."lookedAt" FROM "Publication" p WHERE p.shop = s.shop AND ${STANDS} ORDER BY p."lookedAt" LIMIT 1)
      < ${before}, false) AS "isDue"
    FROM (SELECT * FROM "Shop" WHERE shop > ${after} ORDER BY shop LIMIT ${shops}) AS s ORDER BY s.shop`;
  const due = rows.filter(({ isDue }) => isDue).map(({ shop }) => shop);
  const taken = due.slice(0, most);
  if (taken.length < due.length) return { shops: taken, next: taken.at(-1) ?? "" };
  return { shops: taken, next: rows.length < shops ? "" : (rows.at(-1)?.shop ?? "") };
}

/**
 * Those products of a shop that nobody looked at for longest, marked in the statement that finds them: several processes
 * look at different ones, and one that cannot be read does not keep its place before all others.
 */
export async function takeToLookAt(
  db: Queries,
  shop: string,
  { before, now, most }: { before: Date; now: Date; most: number },
): Promise<string[]> {
  const rows = await db.$queryRaw<{ productId: string }[]>`
    WITH oldest AS (
      SELECT "productId" FROM "Publication" WHERE shop = ${shop} AND ${STANDS} AND "lookedAt" < ${before}
      ORDER BY "lookedAt" LIMIT ${most}),
    theirs AS (
      SELECT id FROM "Publication" WHERE shop = ${shop} AND ${STANDS} AND "productId" IN (SELECT "productId" FROM oldest)
      ORDER BY id FOR UPDATE SKIP LOCKED)
    UPDATE "Publication" p SET "lookedAt" = ${now} FROM theirs WHERE p.shop = ${shop} AND p.id = theirs.id
    RETURNING p."productId"`;
  return [...new Set(rows.map(({ productId }) => productId))];
}
