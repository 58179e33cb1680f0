import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { BulkActionShown } from "./bulk.ts";
import type { BulkRow } from "./bulk-row.server.ts";

/** What is over is shown for so long, to be undone. */
const SHOWN_MS = 600_000;
const MOST_SHOWN = 10;

const SHOWN = {
  ...{ id: true, kind: true, state: true, images: true, done: true, leftOut: true },
  ...{ personName: true, which: true, finishedAt: true },
} as const;

/** What runs or waits, and what ended within the last minutes; the newest first. */
export async function shownBulkActions(db: Queries, shop: string, now: Date): Promise<BulkActionShown[]> {
  const newest = { orderBy: { id: "desc" }, take: MOST_SHOWN, select: SHOWN } as const;
  const [running, latest] = await Promise.all([
    db.bulkAction.findMany({ where: { shop, state: "running" }, ...newest }),
    db.bulkAction.findMany({ where: { shop }, ...newest }),
  ]);
  const undone = new Set(latest.map(({ which }) => undoneBy(which as BulkRow["which"])));
  const shownFrom = now.getTime() - SHOWN_MS;
  const ended = latest.filter(({ finishedAt }) => finishedAt && finishedAt.getTime() > shownFrom);
  return [...running, ...ended].map(({ personName: by, which: _which, finishedAt, ...row }) => {
    const isUndoable = (row.kind === "approve" || row.kind === "reject") && row.done > 0;
    const { kind, state } = row as Pick<BulkActionShown, "kind" | "state">; // askBulk alone writes them
    return { ...row, kind, state, by, canUndo: isUndoable && finishedAt !== null && !undone.has(row.id) };
  });
}

function undoneBy(which: BulkRow["which"]): string | null {
  return "undoes" in which ? which.undoes : null;
}

/** Stops it where it is: what it changed stays so. Over already, it stays over. */
export async function cancelBulk(
  db: Db,
  shop: string,
  { person, now }: { person: Pick<Person, "id" | "name">; now: Date },
  id: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const [ended] = await tx.bulkAction.updateManyAndReturn({
      where: { shop, id, state: "running" },
      data: { state: "cancelled", finishedAt: now },
      select: { done: true },
    });
    if (ended) {
      const details = { images: ended.done };
      await recordAudit(tx, shop, person, { action: "bulk_action_cancelled", on: "shop", details });
      return;
    }
    const there = await tx.bulkAction.count({ where: { shop, id } });
    if (there === 0) throw new PackshotError("not_found", { bulkAction: id });
  });
}
