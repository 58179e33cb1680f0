import { imagesNamed } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { COUNTED_TO } from "../platform/counted.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { lockImages } from "./image-locks.server.ts";

/** Whether images are kept whatever their window, by whom and since when. */
type Keep = { isKept: boolean; person: Person; now: Date };

/** Keeps these images, or no longer: then their window begins anew. All of them or none. */
export async function keepImages(
  db: Db,
  shop: string,
  imageIds: readonly string[],
  keep: Keep,
): Promise<void> {
  assertMay(shop, keep);
  await db.$transaction(async (tx) => {
    const images = await lockImages(tx, shop, imageIds);
    if (images.some((image) => image.hasExpired)) throw new PackshotError("image_file_gone", { shop });
    const changed = await tx.$queryRaw<{ id: string }[]>`
      UPDATE "Image" SET ${changeTo(keep)}
      WHERE shop = ${shop} AND id = ANY(${[...imageIds]}) AND ${otherwise(keep)} RETURNING id`;
    if (changed.length === 0) return;
    const ids = changed.map(({ id }) => id);
    const act = { action: actOf(keep), on: "image", details: imagesNamed(ids) } as const;
    await recordAudit(tx, shop, keep.person, { ...act, id: ids.length === 1 ? ids[0] : undefined });
  });
}

/** Anybody may see to it that an image stays. That it goes is for those who may delete it. */
function assertMay(shop: string, { isKept, person }: Keep): void {
  if (!isKept && !person.canEditProducts) {
    throw new PackshotError("no_product_permission", { shop, person: person.id });
  }
}

function actOf({ isKept }: Keep) {
  return isKept ? "images_kept" : "images_no_longer_kept";
}

/** How many images of the shop are kept; no further than a person wants to know. */
export async function countKept(db: Queries, shop: string): Promise<number> {
  return db.image.count({
    where: { shop, pinnedAt: { not: null }, expiredAt: null },
    take: COUNTED_TO + 1,
  });
}

/** The newest that are kept. */
export async function newestKept(db: Queries, shop: string, limit: number): Promise<string[]> {
  const rows = await db.image.findMany({
    where: { shop, pinnedAt: { not: null }, expiredAt: null },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true },
  });
  return rows.map(({ id }) => id);
}

/** What is set of an image that is kept, or no longer: then its window begins anew. */
export function changeTo({ isKept, now }: Pick<Keep, "isKept" | "now">): Prisma.Sql {
  return isKept
    ? Prisma.sql`"pinnedAt" = ${now}`
    : Prisma.sql`"pinnedAt" = NULL, "unusedSince" = CASE WHEN "unusedSince" IS NOT NULL THEN ${now}::timestamptz END`;
}

/** Of those that are so already, it stays noted since when. */
function otherwise({ isKept }: Keep): Prisma.Sql {
  return isKept ? Prisma.sql`"pinnedAt" IS NULL` : Prisma.sql`"pinnedAt" IS NOT NULL`;
}
