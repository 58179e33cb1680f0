import type { Db } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { decide } from "./decide.server.ts";
import type { Decision } from "./decision.ts";

/** Images decided in one transaction: locks are held for a moment only. */
const CHUNK = 500;

/** Decides all images of a batch that nobody has decided, in chunks; those that came in meanwhile too. */
export async function decideBatch(
  db: Db,
  shop: string,
  batchId: string,
  decision: Exclude<Decision, "undecided">,
  person: Pick<Person, "id" | "name">,
  now: Date,
): Promise<void> {
  for (;;) {
    const undecided = await db.image.findMany({
      where: { shop, batchId, decision: "undecided" },
      take: CHUNK,
      select: { id: true },
    });
    if (undecided.length === 0) return;
    const ids = undecided.map(({ id }) => id);
    await decide(db, shop, ids, decision, person, now);
  }
}
