import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { Queue } from "../platform/queue/queue.ts";
import type { Placement } from "./placement.ts";
import { createPublications, type RequestedPublication } from "./publication-store.server.ts";

export type RequestDeps = { db: Db; queue: Pick<Queue, "enqueue">; clock: Clock };

/** Asks for approved images to be put on their products. An image that is on its way, or there, stays as it is. */
export async function requestPublications(
  { db, queue, clock }: RequestDeps,
  request: { shop: string; person: Person; imageIds: readonly string[]; placement: Placement },
): Promise<RequestedPublication[]> {
  const { shop, person, imageIds, placement } = request;
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
  if (imageIds.length === 0) throw new PackshotError("nothing_chosen");

  const now = clock.now();
  const publications = await createPublications(db, shop, { imageIds, placement, person, now });
  const pending = publications.filter(({ state }) => state === "pending");
  await queue.enqueue(
    pending.map(({ id, attempt }) => ({ job: { name: "publish_image", shop, id }, attempt })),
  );
  return publications;
}
