import { publishableIds } from "../library/image-store.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { Rounds } from "../platform/rounds.ts";
import { createPublications, type RequestedPublication } from "./create-publications.server.ts";
import type { Placement } from "./placement.ts";
import { failedImageIds } from "./published-products.server.ts";

export type RequestDeps = { db: Db; clock: Clock; dispatcher: Pick<Rounds, "nudge"> };
export type Asker = { shop: string; person: Person };

/** So many images are locked at once. */
const CHUNK = 500;

/**
 * Asks for approved images to be put on their products. An image that is on its way, or there, stays as it is. Of each
 * chunk all are taken or none.
 */
export async function requestPublications(
  { db, dispatcher, clock }: RequestDeps,
  { shop, person, imageIds, placement }: Asker & { imageIds: readonly string[]; placement: Placement },
): Promise<RequestedPublication[]> {
  mayEdit({ shop, person });
  if (imageIds.length === 0) throw new PackshotError("nothing_chosen");
  const now = clock.now();
  const requested: RequestedPublication[] = [];
  for (const ids of chunks([...new Set(imageIds)].sort())) {
    requested.push(...(await createPublications(db, shop, { imageIds: ids, placement, person, now })));
    dispatcher.nudge();
  }
  return requested;
}

type Many = Asker & { which: "approved" | "failed"; batchId?: string; placement: Placement | "as_before" };

/**
 * The same for everything, of a batch or of all, that is approved and not on its product, or that failed; answers how
 * many images those are.
 */
export async function requestPublicationsOf(
  { db, dispatcher, clock }: RequestDeps,
  { shop, person, which, batchId, placement }: Many,
): Promise<number> {
  mayEdit({ shop, person });
  const idsOf = which === "approved" ? publishableIds : failedImageIds;
  let count = 0;
  for (let cursor: string | undefined; ;) {
    const imageIds = await idsOf(db, shop, { batchId, cursor, limit: CHUNK });
    if (imageIds.length === 0) break;
    const request = { imageIds, placement, person, now: clock.now(), skipUnapproved: true };
    count += (await createPublications(db, shop, request)).length;
    dispatcher.nudge();
    cursor = imageIds.at(-1);
  }
  if (count === 0) throw new PackshotError(await whyNothing(db, shop, batchId), { shop, batchId });
  return count;
}

async function whyNothing(db: Db, shop: string, batchId?: string) {
  const isKnown = !batchId || (await db.batch.count({ where: { shop, id: batchId } })) > 0;
  return isKnown ? "nothing_to_publish" : "not_found";
}

export function mayEdit({ shop, person }: Asker): void {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
}

export function chunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, n) =>
    items.slice(n * CHUNK, (n + 1) * CHUNK),
  );
}
