import type { Queries } from "../platform/db/db.server.ts";

export type LockHolder = { productId: string; token: string };

/**
 * One writer per product, across processes: true for whoever holds or now gets the lock, until its lease is over. In a shop
 * that has left nobody gets or keeps it.
 */
export async function takeProductLock(
  db: Queries,
  shop: string,
  { productId, token }: LockHolder,
  now: Date,
  until: Date,
): Promise<boolean> {
  const rows = await db.$executeRaw`
    INSERT INTO "ProductLock" ("shop", "productId", "token", "until")
    SELECT "shop", ${productId}::text, ${token}::text, ${until}::timestamptz FROM "Shop"
    WHERE "shop" = ${shop} AND "uninstalledAt" IS NULL
    ON CONFLICT ("shop", "productId") DO UPDATE
      SET "token" = EXCLUDED."token", "until" = EXCLUDED."until"
      WHERE "ProductLock"."until" < ${now} OR "ProductLock"."token" = EXCLUDED."token"`;
  return rows === 1;
}

export async function releaseProductLock(db: Queries, shop: string, holder: LockHolder): Promise<void> {
  await db.productLock.deleteMany({ where: { shop, ...holder } });
}
