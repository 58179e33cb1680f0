import type { Queries } from "../platform/db/db.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { BulkKind, BulkWhich } from "./bulk.ts";
import { chosenImages } from "./image-filter.server.ts";

/** What was asked for, as its row has it. */
export type BulkRow = {
  id: string;
  kind: BulkKind | "undo";
  which: BulkWhich | { undoes: string };
  upToId: string;
  doneUpToId: string;
  askedAt: Date;
  personId: string;
  personName: string;
};

/** Without what is so already. */
const TO_CHANGE: Record<BulkRow["kind"], Prisma.Sql> = {
  approve: Prisma.sql`decision <> 'approved'`,
  reject: Prisma.sql`decision <> 'rejected'`,
  keep: Prisma.sql`"pinnedAt" IS NULL`,
  stop_keeping: Prisma.sql`"pinnedAt" IS NOT NULL`,
  delete: Prisma.sql`true`,
  undo: Prisma.sql`true`,
};

/** The images that an action is about, as a condition of a statement over "Image" alone. */
export function meant(shop: string, { kind, which, upToId }: Pick<BulkRow, "kind" | "which" | "upToId">) {
  return Prisma.sql`
    ${chosen(shop, which)} AND ${TO_CHANGE[kind]} AND "expiredAt" IS NULL AND id <= ${upToId}`;
}

function chosen(shop: string, which: BulkRow["which"]): Prisma.Sql {
  if ("undoes" in which) return Prisma.sql`shop = ${shop} AND "bulkActionId" = ${which.undoes}`;
  return chosenImages(shop, which);
}

/** Held until the transaction ends; null where it is over, the shop has left, or somebody else is at it. */
export async function holdBulk(tx: Queries, shop: string, id: string): Promise<BulkRow | null> {
  const [row] = await tx.$queryRaw<BulkRow[]>`
    SELECT b.id, b.kind, b.which, b."upToId", b."doneUpToId", b."askedAt", b."personId", b."personName"
    FROM "BulkAction" b JOIN "Shop" s ON s.shop = b.shop
    WHERE b.shop = ${shop} AND b.id = ${id} AND b.state = 'running' AND s."uninstalledAt" IS NULL
    FOR UPDATE OF b SKIP LOCKED`;
  return row ?? null;
}

/** The one that the shop's turn is at. */
export async function runningBulk(db: Queries, shop: string): Promise<string | null> {
  const first = await db.bulkAction.findFirst({
    where: { shop, state: "running" },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  return first?.id ?? null;
}

/** The one that each shop's turn is at, of some shops: which comes first is left to chance, so that none always waits. */
export function runningBulkAcrossShops(db: Queries, most: number): Promise<{ shop: string; id: string }[]> {
  return db.$queryRaw`
    SELECT first.shop, first.id FROM (
      SELECT DISTINCT ON (b.shop) b.shop, b.id FROM "BulkAction" b JOIN "Shop" s ON s.shop = b.shop
      WHERE b.state = 'running' AND s."uninstalledAt" IS NULL ORDER BY b.shop, b.id) first
    ORDER BY random() LIMIT ${most}`;
}
