import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Decision } from "./decision.ts";
import { ON_ITS_PRODUCT } from "./on-its-product.ts";

export type LockedImage = {
  id: string;
  decision: Decision;
  decidedById: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
  published: boolean;
  hasExpired: boolean;
};

/** As `lockImagesThere`; ids of nothing, or of other shops, are `not_found`. */
export async function lockImages(tx: Queries, shop: string, ids: readonly string[]): Promise<LockedImage[]> {
  const locked = await lockImagesThere(tx, shop, ids);
  if (locked.length < new Set(ids).size) throw new PackshotError("not_found");
  return locked;
}

/**
 * Holds those of these images that there are until the transaction ends, so that nobody decides, deletes and publishes
 * one at the same time. `published` while a publication is under way or stands.
 */
export async function lockImagesThere(
  tx: Queries,
  shop: string,
  ids: readonly string[],
): Promise<LockedImage[]> {
  const distinct = [...new Set(ids)];
  const locked = await tx.$queryRaw<Omit<LockedImage, "published">[]>`
    SELECT id, decision, "decidedById", "decidedByName", "decidedAt", "expiredAt" IS NOT NULL AS "hasExpired"
    FROM "Image" WHERE shop = ${shop} AND id IN (${Prisma.join(distinct.length > 0 ? distinct : [""])})
    ORDER BY id FOR UPDATE`;
  const active = await tx.publication.findMany({
    where: {
      shop,
      imageId: { in: distinct },
      state: { in: ON_ITS_PRODUCT },
    },
    select: { imageId: true },
  });
  const published = new Set(active.map(({ imageId }) => imageId));
  return locked.map((image) => ({ ...image, published: published.has(image.id) }));
}
