import { COUNTED_TO } from "../platform/counted.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { PseudonymOf } from "../platform/pseudonym.server.ts";
import { auditPeople } from "./audit-log.server.ts";
import type { HeldId } from "./what-is-held.ts";

/** Counting stops where nobody reads on. */
const take = COUNTED_TO + 1;

/** How much of each kind Packshot keeps of a shop: rows of the table that stands for it, no further than a page shows. */
export async function countHeld(
  { db, pseudonymOf }: { db: Db; pseudonymOf: PseudonymOf },
  shop: string,
): Promise<Record<HeldId, number>> {
  const where = { shop };
  const counts = {
    images: db.image.count({ where, take }),
    photos: db.scopePhoto.count({ where, take }),
    batches: db.batch.count({ where, take }),
    recipes: db.recipe.count({ where, take }),
    publications: db.publication.count({ where, take }),
    ledger: db.ledgerEntry.count({ where, take }),
    audit: db.auditEntry.count({ where, take }),
    people: countPeople(db, shop),
    signIns: db.session.count({ where, take }),
    exports: db.export.count({ where, take }),
    events: db.webhookEvent.count({ where, take }),
    settings: db.shop.count({ where }),
    erasures: db.erasureReport.count({ where: { pseudonym: pseudonymOf(shop) } }),
  } satisfies Record<HeldId, Promise<number>>;
  const counted = await Promise.all(
    Object.entries(counts).map(async ([id, count]) => [id, await count] as const),
  );
  return Object.fromEntries(counted) as Record<HeldId, number>;
}

/** Everybody who did something is in the log, Packshot itself too, without an id. */
async function countPeople(db: Db, shop: string): Promise<number> {
  return (await auditPeople(db, shop)).filter(({ id }) => id !== "").length;
}

export type HeldOfPerson = {
  signedInUntil: Date | null;
  decisions: number;
  batches: number;
  publications: number;
  auditEntries: number;
  exports: number;
};

/** What carries one staff member's id and name. */
export async function countHeldOfPerson(db: Db, shop: string, personId: string): Promise<HeldOfPerson> {
  const by = { where: { shop, personId }, take };
  const [session, decisions, batches, publications, auditEntries, exports] = await Promise.all([
    db.session.findFirst({
      where: { shop, personId, isOnline: true },
      orderBy: { expires: "desc" },
      select: { expires: true },
    }),
    db.image.count({ where: { shop, decidedById: personId }, take }),
    db.batch.count(by),
    db.publication.count({ where: { shop, OR: [{ personId }, { restoredById: personId }] }, take }),
    db.auditEntry.count(by),
    db.export.count(by),
  ]);
  return { signedInUntil: session?.expires ?? null, decisions, batches, publications, auditEntries, exports };
}
