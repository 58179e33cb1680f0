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

/** So many rows are held at once. */
const CHUNK = 5_000;

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

/** The same for all images of a batch, chunk by chunk. The log gets one entry with the first, about all there are. */
export async function keepBatch(db: Db, shop: string, batchId: string, keep: Keep): Promise<void> {
  assertMay(shop, keep);
  for (let last: string | null = ""; last !== null;) {
    last = await keepSome(db, shop, batchId, { ...keep, after: last });
  }
}

/** Answers the last one's id; null when there was none. */
async function keepSome(
  db: Db,
  shop: string,
  batchId: string,
  { after, ...keep }: Keep & { after: string },
): Promise<string | null> {
  return db.$transaction(async (tx) => {
    const images = after === "" ? await countToChange(tx, shop, batchId, keep) : 0;
    const [row] = await tx.$queryRaw<{ last: string | null }[]>`
      WITH chosen AS (
        SELECT id FROM "Image"
        WHERE shop = ${shop} AND "batchId" = ${batchId} AND "expiredAt" IS NULL AND ${otherwise(keep)} AND id > ${after}
        ORDER BY id LIMIT ${CHUNK} FOR UPDATE),
      changed AS (
        UPDATE "Image" i SET ${changeTo(keep)} FROM chosen WHERE i.shop = ${shop} AND i.id = chosen.id)
      SELECT max(id) AS last FROM chosen`;
    if (!row?.last) return null;
    const act = { action: actOf(keep), on: "batch", id: batchId } as const;
    if (after === "") await recordAudit(tx, shop, keep.person, { ...act, details: { images } });
    return row.last;
  });
}

function countToChange(tx: Queries, shop: string, batchId: string, { isKept }: Keep): Promise<number> {
  return tx.image.count({
    where: { shop, batchId, expiredAt: null, pinnedAt: isKept ? null : { not: null } },
  });
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
