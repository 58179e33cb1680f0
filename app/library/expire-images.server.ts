import type { Db, Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { daysBefore, type ImageDays } from "./image-days.ts";
import { doomObjectsOf, removeObjects } from "./stored-objects.server.ts";
import { TURNED_DOWN_AT } from "./turned-down.server.ts";

type Due = { days: ImageDays; now: Date; limit: number };

/**
 * Lets a shop's images expire whose window is over, oldest first: their files go, their rows stay. Answers how many.
 * What a publication needs is not due (`unusedSince` is null then); whoever asks for one at this moment holds the image,
 * and it is passed over, or comes later and finds that it has expired.
 */
export async function expireImages(
  { db, objects }: { db: Db; objects: ObjectStore },
  shop: string,
  due: Due,
): Promise<number> {
  const { expired, doomed } = await db.$transaction(async (tx) => {
    const expired = await markExpired(tx, shop, due);
    return { expired, doomed: await doomObjectsOf(tx, shop, expired) };
  });
  // If the store does not answer now, the sweep of doomed objects removes them.
  await removeObjects(db, objects, doomed);
  return expired.length;
}

/** Answers the generations whose images they are. */
async function markExpired(tx: Queries, shop: string, { days, now, limit }: Due): Promise<string[]> {
  const rows = await tx.$queryRaw<{ generationId: string }[]>`
    WITH aged AS (
      SELECT id FROM "Image"
      WHERE shop = ${shop} AND "expiredAt" IS NULL AND "pinnedAt" IS NULL
        AND "unusedSince" < ${daysBefore(now, days.unpublished)}
      ORDER BY "unusedSince" LIMIT ${limit} FOR UPDATE SKIP LOCKED),
    turned_down AS (
      SELECT id FROM "Image"
      WHERE shop = ${shop} AND decision = 'rejected' AND "expiredAt" IS NULL AND "pinnedAt" IS NULL
        AND "unusedSince" IS NOT NULL AND ${TURNED_DOWN_AT} < ${daysBefore(now, days.rejected)}
      ORDER BY ${TURNED_DOWN_AT} LIMIT ${limit} FOR UPDATE SKIP LOCKED)
    UPDATE "Image" SET "expiredAt" = ${now}
    WHERE shop = ${shop} AND id IN (
      SELECT id FROM aged UNION ALL SELECT id FROM turned_down LIMIT ${limit})
    RETURNING "generationId"`;
  return rows.map(({ generationId }) => generationId);
}
