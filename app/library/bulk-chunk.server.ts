import type { Queries } from "../platform/db/db.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import { holdBulk, meant, type BulkRow } from "./bulk-row.server.ts";
import type { DeletingDeps } from "./delete-rows.server.ts";
import { deleteRows } from "./delete-rows.server.ts";
import { changeTo } from "./keep-images.server.ts";
import { removeObjects, type StoredKey } from "./stored-objects.server.ts";

/** Images in one transaction: locks are held for a moment only. */
const CHUNK = 500;

type Chosen = { id: string; generationId: string; createdAt: Date; stays: boolean };

/**
 * The next images of a bulk action. How far it came is written with them, under its row's lock: after a crash, and in
 * another process, it goes on there. False when there was nothing to do for us.
 */
export async function bulkChunk(deps: DeletingDeps, shop: string, id: string, now: Date): Promise<boolean> {
  const { db, objects } = deps;
  const { held, doomed } = await db.$transaction(async (tx) => {
    const action = await holdBulk(tx, shop, id);
    if (!action) return { held: false, doomed: [] };
    const chosen = await nextOf(tx, shop, action);
    const changing = chosen.filter(({ stays }) => !stays);
    const doomed = await change(tx, shop, { deps, action, changing, now });
    await note(tx, shop, action, { chosen, changed: changing.length, now });
    return { held: true, doomed };
  });
  await removeObjects(db, objects, doomed);
  return held;
}

/** Which of them stay is told under their locks: who publishes or decides one at this moment comes before or after us. */
async function nextOf(tx: Queries, shop: string, action: BulkRow): Promise<Chosen[]> {
  const stays = {
    ...{ keep: Prisma.sql`false`, stop_keeping: Prisma.sql`false`, undo: Prisma.sql`"unusedSince" IS NULL` },
    ...{ approve: notOurs(action), reject: notOurs(action), delete: notOurs(action) },
  }[action.kind];
  return tx.$queryRaw`
    SELECT id, "generationId", "createdAt", ${stays} AS stays FROM "Image"
    WHERE ${meant(shop, action)} AND id > ${action.doneUpToId}
    ORDER BY id LIMIT ${CHUNK} FOR UPDATE`;
}

/** On their product, or decided since it was asked; not by a bulk action that was asked for before, which came first. */
function notOurs({ id, askedAt }: BulkRow): Prisma.Sql {
  return Prisma.sql`(
    "unusedSince" IS NULL
    OR COALESCE("decidedAt" > ${askedAt} AND NOT COALESCE("bulkActionId" < ${id}, false), false))`;
}

type Changing = { deps: DeletingDeps; action: BulkRow; changing: readonly Chosen[]; now: Date };

async function change(
  tx: Queries,
  shop: string,
  { deps, action, changing, now }: Changing,
): Promise<StoredKey[]> {
  if (action.kind === "delete") return deleteRows(tx, shop, changing, deps);
  const set = setFor(action, action.kind, now);
  const ids = changing.map(({ id }) => id);
  await tx.$executeRaw`UPDATE "Image" SET ${set} WHERE shop = ${shop} AND id = ANY(${ids})`;
  return [];
}

function setFor(
  { id, personId, personName }: BulkRow,
  kind: Exclude<BulkRow["kind"], "delete">,
  now: Date,
): Prisma.Sql {
  if (kind === "keep" || kind === "stop_keeping") return changeTo({ isKept: kind === "keep", now });
  const by = Prisma.sql`"decidedById" = ${personId}, "decidedByName" = ${personName}, "decidedAt" = ${now}`;
  if (kind === "undo") {
    return Prisma.sql`decision = "decisionBefore", "decisionBefore" = NULL, "bulkActionId" = NULL, ${by}`;
  }
  const decision = kind === "approve" ? "approved" : "rejected";
  return Prisma.sql`"decisionBefore" = decision, decision = ${decision}, "bulkActionId" = ${id}, ${by}`;
}

async function note(
  tx: Queries,
  shop: string,
  { id }: BulkRow,
  { chosen, changed, now }: { chosen: readonly Chosen[]; changed: number; now: Date },
): Promise<void> {
  const last = chosen.at(-1)?.id;
  await tx.bulkAction.update({
    where: { shop_id: { shop, id } },
    data: {
      ...{ done: { increment: changed }, leftOut: { increment: chosen.length - changed }, doneUpToId: last },
      ...(chosen.length < CHUNK ? { state: "done", finishedAt: now } : {}),
    },
  });
}
