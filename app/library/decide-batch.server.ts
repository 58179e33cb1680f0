import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { DECISION_ACTS, type Decision } from "./decision.ts";

/** Images decided in one statement: locks are held for a moment only, and a batch of 200,000 takes few seconds. */
const CHUNK = 5_000;

type Decided = { decision: Exclude<Decision, "undecided">; person: Pick<Person, "id" | "name">; now: Date };

/**
 * Decides all images of a batch that nobody has decided, chunk by chunk. What somebody else decides meanwhile stays as
 * they did. An undecided image is on no product, so that none of them can be locked by a publication. The log gets one
 * entry with the first chunk, about all there are: what a crash left undecided is decided by the next click, with its own.
 */
export async function decideBatch(db: Db, shop: string, batchId: string, decided: Decided): Promise<void> {
  for (let last: string | null = ""; last !== null;) {
    last = await decideSome(db, shop, batchId, { ...decided, after: last });
  }
}

/** Answers the last one's id; null when there was none. */
async function decideSome(
  db: Db,
  shop: string,
  batchId: string,
  { decision, person, now, after }: Decided & { after: string },
): Promise<string | null> {
  return db.$transaction(async (tx) => {
    const images = after === "" ? await countUndecided(tx, shop, batchId) : 0;
    const [row] = await tx.$queryRaw<{ last: string | null }[]>`
      WITH chosen AS (
        SELECT id FROM "Image"
        WHERE shop = ${shop} AND "batchId" = ${batchId} AND decision = 'undecided' AND "expiredAt" IS NULL
          AND id > ${after}
        ORDER BY id LIMIT ${CHUNK} FOR UPDATE),
      decided AS (
        UPDATE "Image" i SET decision = ${decision}, "decidedById" = ${person.id}, "decidedByName" = ${person.name},
          "decidedAt" = ${now}
        FROM chosen WHERE i.shop = ${shop} AND i.id = chosen.id)
      SELECT max(id) AS last FROM chosen`;
    if (!row?.last) return null;
    const act = { action: DECISION_ACTS[decision], on: "batch", id: batchId } as const;
    if (after === "") await recordAudit(tx, shop, person, { ...act, details: { images } });
    return row.last;
  });
}

function countUndecided(tx: Queries, shop: string, batchId: string): Promise<number> {
  return tx.image.count({ where: { shop, batchId, decision: "undecided", expiredAt: null } });
}
