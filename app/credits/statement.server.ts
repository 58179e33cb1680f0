import type { Queries } from "../platform/db/db.server.ts";
import type { EntryKind } from "./entry-kinds.ts";

/** One line of the shop's statement. What the model cost the operator is not the shop's business. */
export type StatementEntry = {
  id: string;
  kind: EntryKind;
  credits: number;
  /** Without a recipe's name: it was deleted. */
  batch: { id: string; recipeKey: string; recipeName: string | null } | null;
  generationId: string | null;
  note: string;
  createdAt: Date;
};

const COLUMNS = {
  id: true,
  kind: true,
  credits: true,
  batchId: true,
  generationId: true,
  note: true,
  createdAt: true,
} as const;

/** Newest first; `before` is the id of the last one seen. `whole`: with the entries of single images. */
export async function listEntries(
  db: Queries,
  shop: string,
  page: { limit: number; before?: string; whole: boolean },
): Promise<StatementEntry[]> {
  const rows = await db.ledgerEntry.findMany({
    where: {
      shop,
      ...(page.before ? { id: { lt: page.before } } : {}),
      ...(page.whole ? {} : { generationId: null }),
    },
    orderBy: { id: "desc" },
    take: page.limit,
    select: COLUMNS,
  });
  return named(db, shop, rows);
}

const CHUNK = 1_000;

/** The whole ledger, oldest first, a chunk at a time. */
export async function* allEntries(db: Queries, shop: string): AsyncGenerator<StatementEntry[]> {
  for (let after = ""; ;) {
    const rows = await db.ledgerEntry.findMany({
      where: { shop, id: { gt: after } },
      orderBy: { id: "asc" },
      take: CHUNK,
      select: COLUMNS,
    });
    if (rows.length > 0) yield await named(db, shop, rows);
    after = rows.at(-1)?.id ?? after;
    if (rows.length < CHUNK) return;
  }
}

export type HeldBatch = {
  id: string;
  recipeKey: string;
  recipeName: string;
  state: string;
  reserved: number;
};

/** The batches that hold credits now, newest first. */
export async function holdingBatches(db: Queries, shop: string, limit: number): Promise<HeldBatch[]> {
  return db.batch.findMany({
    where: { shop, state: { in: ["running", "paused"] }, reserved: { gt: 0 } },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true, recipeKey: true, recipeName: true, state: true, reserved: true },
  });
}

type Row = Omit<StatementEntry, "kind" | "batch"> & { kind: string; batchId: string | null };

const GONE = { recipeKey: "", recipeName: null };

/** With the batches' recipe names; a batch that was deleted has none. */
async function named(db: Queries, shop: string, rows: readonly Row[]): Promise<StatementEntry[]> {
  const ids = [...new Set(rows.flatMap(({ batchId }) => batchId ?? []))];
  const batches = await db.batch.findMany({
    where: { shop, id: { in: ids } },
    select: { id: true, recipeKey: true, recipeName: true },
  });
  const recipes = new Map(batches.map(({ id, ...recipe }) => [id, recipe]));
  return rows.map(({ batchId, kind, ...row }) => ({
    ...row,
    kind: kind as EntryKind, // written by book() alone
    batch: batchId ? { id: batchId, ...(recipes.get(batchId) ?? GONE) } : null,
  }));
}
