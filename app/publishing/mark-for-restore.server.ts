import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import type { RestoreChoice } from "./restore-target.ts";

/** Publications by their ids, or all of a product or a batch, or of these what waits for a person's choice. */
export type ToRestore =
  | { ids: readonly string[] }
  | { productId: string }
  | { batchId: string }
  | { waiting: { productId?: string; batchId?: string } };

/** So many rows are written at once: a batch may have 200,000. */
const CHUNK = 2_000;

/**
 * Marks live publications for restore, in chunks, and says when another one is marked; answers how many of them are
 * marked now. Cut short, it leaves the others as they were, and the next click goes on with them. The log gets one entry
 * with the first chunk, about all there are.
 */
export async function markForRestore(
  db: Db,
  shop: string,
  which: ToRestore,
  { onMarked, ...asked }: Asked & { onMarked: () => void },
): Promise<number> {
  const next = (after?: Place) => db.$transaction((tx) => markSome(tx, shop, which, { ...asked, after }));
  for (let after = await next(); after; after = await next(after)) onMarked();
  const these = "ids" in which ? { id: { in: [...which.ids] } } : "waiting" in which ? which.waiting : which;
  return db.publication.count({ where: { shop, ...these, state: "live", restoringAt: { not: null } } });
}

type Asked = {
  person: Pick<Person, "id" | "name">;
  now: Date;
  /** Where the merchant has changed the product meanwhile; null: that is to be found out, and asked. */
  choice: RestoreChoice | null;
};

/** Where a chunk ended, and whether the log has its entry. */
type Place = { createdAt: Date; id: string; isNoted: boolean };

/** Those after the place, in the order of the indexes; answers the last one's. Each chunk goes on where one ended. */
async function markSome(
  tx: Queries,
  shop: string,
  which: ToRestore,
  { person, now, choice, after }: Asked & { after: Place | undefined },
): Promise<Place | undefined> {
  const images = after?.isNoted ? 0 : await countToMark(tx, shop, which);
  const isNext = after
    ? Prisma.sql`AND ("createdAt", "id") > (${after.createdAt}::timestamptz, ${after.id}::text)`
    : Prisma.empty;
  const [last] = await tx.$queryRaw<{ createdAt: Date; id: string; isAny: boolean }[]>`
    WITH chosen AS (
      SELECT "id", "createdAt" FROM "Publication"
      WHERE "shop" = ${shop} AND ${those(which)} AND "state" = 'live' AND "restoringAt" IS NULL ${isNext}
      ORDER BY "createdAt", "id" LIMIT ${CHUNK}
    ), marked AS (
      UPDATE "Publication" p
      SET "restoringAt" = ${now}, "restoredById" = ${person.id}, "restoredByName" = ${person.name},
        "restoreChoice" = ${choice}::text, "failureCode" = NULL, "attempt" = 0, "runAfter" = ${now}
      FROM chosen
      WHERE p."shop" = ${shop} AND p."id" = chosen."id" AND p."state" = 'live' AND p."restoringAt" IS NULL
      RETURNING 1
    )
    SELECT "createdAt", "id", EXISTS (SELECT FROM marked) AS "isAny"
    FROM chosen ORDER BY "createdAt" DESC, "id" DESC LIMIT 1`;
  if (!last) return undefined;
  const isNoted = after?.isNoted || last.isAny;
  const details = { images, ...(choice && { choice }) };
  const act = { action: "images_restored", ...subjectOf(which), details } as const;
  if (isNoted && !after?.isNoted) await recordAudit(tx, shop, person, act);
  return { ...last, isNoted };
}

async function countToMark(tx: Queries, shop: string, which: ToRestore): Promise<number> {
  const [all] = await tx.$queryRaw<{ amount: number }[]>`
    SELECT count(*)::int AS amount FROM "Publication"
    WHERE "shop" = ${shop} AND ${those(which)} AND "state" = 'live' AND "restoringAt" IS NULL`;
  return all?.amount ?? 0;
}

function subjectOf(which: ToRestore) {
  if ("waiting" in which) return subjectOfWaiting(which.waiting);
  if ("productId" in which) return { on: "product", id: which.productId } as const;
  if ("batchId" in which) return { on: "batch", id: which.batchId } as const;
  return { on: "publication", id: which.ids.length === 1 ? which.ids[0] : undefined } as const;
}

/** What the log says it was about. */
export function subjectOfWaiting({ productId, batchId }: { productId?: string; batchId?: string }) {
  if (productId !== undefined) return { on: "product", id: productId } as const;
  return batchId === undefined ? ({ on: "shop" } as const) : ({ on: "batch", id: batchId } as const);
}

function those(which: ToRestore): Prisma.Sql {
  if ("waiting" in which) {
    const { productId, batchId } = which.waiting;
    return Prisma.sql`"failureCode" = 'product_changed'
      ${productId === undefined ? Prisma.empty : Prisma.sql`AND "productId" = ${productId}`}
      ${batchId === undefined ? Prisma.empty : Prisma.sql`AND "batchId" = ${batchId}`}`;
  }
  if ("ids" in which) return Prisma.sql`"id" = ANY(${[...which.ids]})`;
  if ("productId" in which) return Prisma.sql`"productId" = ${which.productId}`;
  return Prisma.sql`"batchId" = ${which.batchId}`;
}
