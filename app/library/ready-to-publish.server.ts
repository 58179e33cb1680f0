import type { Queries } from "../platform/db/db.server.ts";

/** What is looked at of all that was approved: mostly all of it is on its products. */
const LOOKED_AT = 1_000;

/** How many of the newest approved images are on no product, nor on the way there. */
export async function countReadyToPublish(
  db: Queries,
  shop: string,
): Promise<{ amount: number; isMore: boolean }> {
  const [row] = await db.$queryRaw<{ amount: number }[]>`
    SELECT count(*)::int AS amount FROM (SELECT "unusedSince" FROM "Image"
      WHERE shop = ${shop} AND decision = 'approved' AND "expiredAt" IS NULL ORDER BY id DESC LIMIT ${LOOKED_AT}) newest
    WHERE "unusedSince" IS NOT NULL`;
  const amount = row?.amount ?? 0;
  return { amount, isMore: amount === LOOKED_AT };
}
