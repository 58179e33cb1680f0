import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { COUNTED_TO } from "../platform/counted.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { deleteRows, type DeletingDeps } from "./delete-rows.server.ts";
import { removeObjects } from "./stored-objects.server.ts";

/** All images of a batch, or of a product. */
export type ManyImages = { subject: "batch" | "product"; subjectId: string };
/** `askedAt`: what came later stays. */
export type AskedDeletion = ManyImages & { shop: string; askedAt: Date };

/** Deleted in one transaction: two objects each, which the store takes in one call. */
const CHUNK = 500;
/** Deleted while the person waits; the rest goes behind. */
const AT_ONCE = 1_000;

export type ToDelete = {
  images: number;
  /** On their product, or on the way there: they stay, restore comes first. */
  published: number;
  kept: number;
};

/** What would be deleted, and what not; no further than a person wants to know. */
export async function countToDelete(db: Queries, shop: string, which: ManyImages): Promise<ToDelete> {
  const of = { shop, ...columnOf(which) };
  const take = COUNTED_TO + 1;
  const [images, published, kept] = await Promise.all([
    db.image.count({ where: { ...of, unusedSince: { not: null }, expiredAt: null }, take }),
    db.image.count({ where: { ...of, unusedSince: null, expiredAt: null }, take }),
    db.image.count({
      where: { ...of, unusedSince: { not: null }, expiredAt: null, pinnedAt: { not: null } },
      take,
    }),
  ]);
  return { images, published, kept };
}

/**
 * Deletes all images of a batch or a product for good, but for those on their product. What was asked for is written
 * down first: after a crash, and when they are many, the sweep goes on with it.
 */
export async function deleteImages(
  deps: DeletingDeps,
  asker: { shop: string; person: Person; now: Date },
  which: ManyImages,
): Promise<void> {
  const { shop, person, now: askedAt } = asker;
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
  const { subject, subjectId } = which;
  await deps.db.$transaction(async (tx) => {
    await tx.imageDeletion.upsert({
      where: { shop_subject_subjectId: { shop, subject, subjectId } },
      create: { shop, subject, subjectId, askedAt },
      update: { askedAt },
    });
    await recordAudit(tx, shop, person, {
      action: "images_deleted",
      on: subject,
      id: subjectId,
      details: {},
    });
  });
  await continueDeletion(deps, { shop, subject, subjectId, askedAt }, { most: AT_ONCE });
}

/**
 * Deletes up to so many of what was asked for; answers how many those were. What failed before, perhaps because it took
 * too long, is tried with fewer at a time.
 */
export async function continueDeletion(
  deps: DeletingDeps,
  asked: AskedDeletion,
  { most, failedBefore = 0 }: { most: number; failedBefore?: number },
): Promise<number> {
  const { shop, subject, subjectId, askedAt } = asked;
  const limit = Math.max(1, Math.floor(CHUNK / 2 ** failedBefore));
  let deleted = 0;
  for (let after = ""; deleted < most;) {
    const chunk = await deleteChunk(deps, asked, { after, limit });
    deleted += chunk.deleted;
    if (chunk.last === null) {
      await deps.db.imageDeletion.deleteMany({ where: { shop, subject, subjectId, askedAt } });
      break;
    }
    after = chunk.last;
  }
  return deleted;
}

async function deleteChunk(
  deps: DeletingDeps,
  asked: AskedDeletion,
  { after, limit }: { after: string; limit: number },
) {
  const { db, objects } = deps;
  const { shop, askedAt, ...which } = asked;
  const { chosen, doomed } = await db.$transaction(async (tx) => {
    const chosen = await tx.$queryRaw<{ id: string; generationId: string; createdAt: Date }[]>`
      SELECT id, "generationId", "createdAt" FROM "Image"
      WHERE shop = ${shop} AND ${matching(which)} AND "createdAt" <= ${askedAt} AND "unusedSince" IS NOT NULL
        AND id > ${after}
      ORDER BY id LIMIT ${limit} FOR UPDATE`;
    return { chosen, doomed: await deleteRows(tx, shop, chosen, deps) };
  });
  await removeObjects(db, objects, doomed);
  return { deleted: chosen.length, last: chosen.at(-1)?.id ?? null };
}

/** Whether such a deletion goes on behind. */
export async function isBeingDeleted(db: Queries, shop: string, which: ManyImages): Promise<boolean> {
  const { subject, subjectId } = which;
  return (await db.imageDeletion.count({ where: { shop, subject, subjectId } })) > 0;
}

function columnOf({ subject, subjectId }: ManyImages) {
  return subject === "batch" ? { batchId: subjectId } : { productId: subjectId };
}

function matching({ subject, subjectId }: ManyImages): Prisma.Sql {
  return subject === "batch" ? Prisma.sql`"batchId" = ${subjectId}` : Prisma.sql`"productId" = ${subjectId}`;
}
