import type { Queries } from "../platform/db/db.server.ts";

/** A product rarely has more; whoever has made thousands of it reads "1,000+". */
const LOOKED_AT = 1_000;

/** How many of a product's newest images nobody has decided about yet. Its oldest may all have expired: they are looked at no further. */
export async function waitingOfProduct(
  db: Queries,
  shop: string,
  productId: string,
): Promise<{ amount: number; isMore: boolean }> {
  const [counted] = await db.$queryRaw<{ seen: number; waiting: number }[]>`
    SELECT
      count(*)::int AS seen,
      (count(*) FILTER (WHERE decision = 'undecided' AND "expiredAt" IS NULL))::int AS waiting
    FROM (
      SELECT decision, "expiredAt" FROM "Image"
      WHERE shop = ${shop} AND "productId" = ${productId}
      ORDER BY id DESC LIMIT ${LOOKED_AT}
    ) AS newest`;
  const { seen = 0, waiting = 0 } = counted ?? {};
  return { amount: waiting, isMore: waiting > 0 && seen === LOOKED_AT };
}
