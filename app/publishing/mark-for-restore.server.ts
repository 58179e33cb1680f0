import type { Db } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";

/** Publications by their ids, or all of a product or a batch. */
export type ToRestore = { ids: readonly string[] } | { productId: string } | { batchId: string };

/** Marks live publications for restore; answers how many of them are marked now. */
export async function markForRestore(
  db: Db,
  shop: string,
  which: ToRestore,
  person: Pick<Person, "id" | "name">,
  now: Date,
): Promise<number> {
  const live = { shop, state: "live", ...("ids" in which ? { id: { in: [...which.ids] } } : which) };
  await db.publication.updateMany({
    where: { ...live, restoringAt: null },
    data: {
      restoringAt: now,
      restoredById: person.id,
      restoredByName: person.name,
      failureCode: null,
      attempt: 0,
      runAfter: now,
    },
  });
  return db.publication.count({ where: { ...live, restoringAt: { not: null } } });
}
