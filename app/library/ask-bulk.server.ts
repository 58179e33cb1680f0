import type { AuditAct } from "../platform/audit/audit-acts.ts";
import { imagesNamed } from "../platform/audit/audit-acts.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { isUniqueViolation, type Db, type Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { uuidV7, uuidV7Prefix } from "../platform/uuid-v7.ts";
import { BULK_OF_EDITORS, type BulkKind, type BulkRequest } from "./bulk.ts";
import { meant, type BulkRow } from "./bulk-row.server.ts";

type Asker = { person: Person; now: Date };

/**
 * Writes down what a person wants done to many images, as these stand now; it is worked off behind. What is made, and
 * what somebody decides, from now on stays as it is.
 */
export async function askBulk(
  db: Db,
  shop: string,
  { person, now }: Asker,
  { kind, which, formToken, asOf }: BulkRequest,
): Promise<{ id: string }> {
  if (BULK_OF_EDITORS.has(kind) && !person.canEditProducts) {
    throw new PackshotError("no_product_permission", { shop, person: person.id });
  }
  if ("ids" in which) await assertAny(db, shop, which.ids);
  const upToId = await newestImage(db, shop, asOf);
  const images = await countMeant(db, shop, { kind, which, upToId });
  const act = { action: ACTS[kind], ...subjectOf(which, images) };
  return createOnce(db, shop, { person, now }, { kind, which, formToken, upToId, images }, act);
}

/** Takes a bulk approval or rejection back: those of its images that nobody decided otherwise since. */
export async function askUndo(
  db: Db,
  shop: string,
  { person, now }: Asker,
  { undoes, formToken }: { undoes: string; formToken: string },
): Promise<{ id: string }> {
  const action = await db.bulkAction.findUnique({
    where: { shop_id: { shop, id: undoes } },
    select: { kind: true, state: true, upToId: true },
  });
  if (!action) throw new PackshotError("not_found", { bulkAction: undoes });
  if (!["approve", "reject"].includes(action.kind) || action.state === "running") {
    throw new PackshotError("invalid_input", { bulkAction: undoes });
  }
  const { upToId } = action;
  const which = { undoes };
  const images = await countMeant(db, shop, { kind: "undo", which, upToId });
  const act = { action: "decisions_taken_back", on: "shop", details: { images } } as const;
  return createOnce(db, shop, { person, now }, { kind: "undo", which, formToken, upToId, images }, act);
}

const ACTS = {
  approve: "images_approved",
  reject: "images_rejected",
  keep: "images_kept",
  stop_keeping: "images_no_longer_kept",
  delete: "images_deleted",
} as const satisfies Record<BulkKind, AuditAct["action"]>;

/** What the log says it was about: a batch or a product where that is all that was asked. */
function subjectOf(which: BulkRequest["which"], images: number) {
  if ("ids" in which) {
    const id = which.ids.length === 1 ? which.ids[0] : undefined;
    return { on: "image", id, details: imagesNamed(which.ids) } as const;
  }
  const { batchId, productId } = which.filter;
  if (batchId !== undefined) return { on: "batch", id: batchId, details: { images } } as const;
  if (productId !== undefined) return { on: "product", id: productId, details: { images } } as const;
  return { on: "shop", id: undefined, details: { images } } as const;
}

type NewBulk = Pick<BulkRow, "kind" | "which" | "upToId"> & { formToken: string; images: number };

async function createOnce(
  db: Db,
  shop: string,
  { person, now }: Asker,
  { which, ...asked }: NewBulk,
  act: AuditAct,
): Promise<{ id: string }> {
  const by = { personId: person.id, personName: person.name };
  const over = asked.images === 0 ? { state: "done", finishedAt: now } : {};
  try {
    return await db.$transaction(async (tx) => {
      const data = { shop, id: uuidV7(now), ...asked, which, askedAt: now, ...by, ...over };
      const { id } = await tx.bulkAction.create({ data, select: { id: true } });
      if (asked.images > 0) await recordAudit(tx, shop, person, act);
      return { id };
    });
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const { formToken } = asked;
    return db.bulkAction.findUniqueOrThrow({
      where: { shop_formToken: { shop, formToken } },
      select: { id: true },
    });
  }
}

/** Some may have been deleted meanwhile; ids of nothing at all are somebody else's. */
async function assertAny(db: Queries, shop: string, ids: readonly string[]): Promise<void> {
  const found = await db.image.findFirst({ where: { shop, id: { in: [...ids] } }, select: { id: true } });
  if (!found) throw new PackshotError("not_found");
}

/** Ids are in order of time. */
async function newestImage(db: Queries, shop: string, asOf?: Date): Promise<string> {
  const where = { shop, ...(asOf && { id: { lt: uuidV7Prefix(new Date(asOf.getTime() + 1)) } }) };
  const newest = await db.image.findFirst({ where, orderBy: { id: "desc" }, select: { id: true } });
  return newest?.id ?? "";
}

/** All of them: it is asked once, not with every page. */
async function countMeant(
  db: Queries,
  shop: string,
  asked: Pick<BulkRow, "kind" | "which" | "upToId">,
): Promise<number> {
  const [found] = await db.$queryRaw<{ images: number }[]>`
    SELECT count(*)::int AS images FROM "Image" WHERE ${meant(shop, asked)}`;
  return found?.images ?? 0;
}
