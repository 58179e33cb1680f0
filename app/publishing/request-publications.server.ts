import { countPublishable, publishableIds } from "../library/image-store.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { Rounds } from "../platform/rounds.ts";
import {
  createPublications,
  type Asked,
  type PublicationRequest,
  type RequestedPublication,
} from "./create-publications.server.ts";
import type { Placement } from "./placement.ts";
import { countFailedImages, failedCopies, failedImageIds } from "./failed-images.server.ts";

export type RequestDeps = { db: Db; clock: Clock; dispatcher: Pick<Rounds, "nudge"> };
export type Asker = { shop: string; person: Person };
export type Where = { placement: Placement; onVariants?: boolean };

export type Chosen = Where & Pick<PublicationRequest, "to"> & { imageIds: readonly string[] };

/** So many images are locked at once. */
const CHUNK = 500;

/**
 * Asks for approved images to be put on their products. An image that is on its way, or there, stays as it is. Of each
 * chunk all are taken or none.
 */
export async function requestPublications(
  deps: RequestDeps,
  { imageIds, placement, onVariants, to, ...asker }: Asker & Chosen,
): Promise<RequestedPublication[]> {
  mayEdit(asker);
  if (imageIds.length === 0) throw new PackshotError("nothing_chosen");
  const ids = [...new Set(imageIds)].sort();
  const requested: RequestedPublication[] = [];
  const asked = ids.length > CHUNK ? { images: ids.length } : undefined;
  const wanted = { placement, onVariants, asked };
  const all = chunks(ids).map((some) => ({ imageIds: some, to }));
  for await (const some of requestAll(deps, asker, all, wanted)) requested.push(...some);
  return requested;
}

/** `asOf`: when somebody looked at what would be published; what was approved or came off its product later is left out. */
type Many = Asker & { batchId?: string; asOf?: Date } & (
    ({ which: "approved" } & Where) | { which: "failed" }
  );

/**
 * The same for everything of a batch that is approved and not on its product, or for everything, of a batch or of all,
 * that failed, where it was wanted before; answers how many images those are.
 */
export async function requestPublicationsOf(deps: RequestDeps, request: Many): Promise<number> {
  mayEdit(request);
  const { shop, batchId } = request;
  const [count, where] =
    request.which === "approved"
      ? ([countPublishable, { placement: request.placement, onVariants: request.onVariants }] as const)
      : ([countFailedImages, { placement: "as_before" }] as const);
  const asked = { images: await count(deps.db, shop, batchId), batchId };
  const wanted = { ...where, asked, skipUnapproved: true };
  let requested = 0;
  for await (const some of requestAll(deps, request, chunksOf(deps.db, request), wanted))
    requested += some.length;
  if (requested === 0) throw new PackshotError(await whyNothing(deps.db, shop, batchId), { shop, batchId });
  return requested;
}

type Wanted = Pick<PublicationRequest, "placement" | "onVariants" | "skipUnapproved"> & {
  asked: Asked | undefined;
};
/** Images that go on their photos' products, or on this one. */
type Some = Pick<PublicationRequest, "imageIds" | "to">;

/**
 * Chunk by chunk, all of one moment: so a product's images know that they were asked for together. The log gets one entry,
 * with the first chunk of which something is asked anew.
 */
async function* requestAll(
  { db, dispatcher, clock }: RequestDeps,
  { shop, person }: Asker,
  all: Iterable<Some> | AsyncIterable<Some>,
  { asked, ...wanted }: Wanted,
): AsyncGenerator<RequestedPublication[]> {
  let noted: Asked | "already" | undefined = asked;
  const now = clock.now();
  for await (const some of all) {
    const request = { ...wanted, ...some, noted, person, now };
    const requested = await createPublications(db, shop, request);
    if (requested.some(({ isNew }) => isNew)) noted = "already";
    dispatcher.nudge();
    yield requested;
  }
}

async function* chunksOf(db: Db, { shop, batchId, asOf, which }: Many): AsyncGenerator<Some> {
  const find = which === "approved" ? publishableIds : failedImageIds;
  for (let cursor: string | undefined; ;) {
    const imageIds = await find(db, shop, { batchId, asOf, cursor, limit: CHUNK });
    if (imageIds.length === 0) break;
    yield { imageIds };
    cursor = imageIds.at(-1);
  }
  if (which === "failed") yield* failedCopies(db, shop, { batchId, limit: CHUNK });
}

async function whyNothing(db: Db, shop: string, batchId?: string) {
  const isKnown = !batchId || (await db.batch.count({ where: { shop, id: batchId } })) > 0;
  return isKnown ? "nothing_to_publish" : "not_found";
}

export function mayEdit({ shop, person }: Asker): void {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
}

function chunks<Item>(items: readonly Item[]): Item[][] {
  return Array.from({ length: Math.ceil(items.length / CHUNK) }, (_, n) =>
    items.slice(n * CHUNK, (n + 1) * CHUNK),
  );
}
