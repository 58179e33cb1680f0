import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { RequestDeps } from "./publish-image.server.ts";
import { findPublication, livePublicationIds, markForRestore } from "./publication-store.server.ts";

type Asker = { shop: string; person: Person };

/** Asks for one published image to be taken off its product again. A second click changes nothing. */
export async function requestRestore(
  deps: RequestDeps,
  request: Asker & { publicationId: string },
): Promise<void> {
  mayEdit(request);
  const { shop, publicationId } = request;
  if (await enqueueRestore(deps, request, publicationId)) return;
  const publication = await findPublication(deps.db, shop, publicationId);
  throw new PackshotError(publication ? "nothing_to_restore" : "not_found", { shop, publicationId });
}

/** The same for everything that Packshot has live on a product, newest first; answers how many. */
export async function requestProductRestore(
  deps: RequestDeps,
  request: Asker & { productId: string },
): Promise<number> {
  mayEdit(request);
  const { shop, productId } = request;
  const ids = await livePublicationIds(deps.db, shop, productId);
  if (ids.length === 0) throw new PackshotError("nothing_to_restore", { shop, productId });
  for (const id of ids) await enqueueRestore(deps, request, id);
  return ids.length;
}

async function enqueueRestore({ db, queue, clock }: RequestDeps, { shop, person }: Asker, id: string) {
  const marked = await markForRestore(db, shop, id, person, clock.now());
  if (!marked) return false;
  await queue.enqueue([{ job: { name: "restore_image", shop, id }, attempt: marked.attempt }]);
  return true;
}

function mayEdit({ shop, person }: Asker): void {
  if (!person.canEditProducts) throw new PackshotError("no_product_permission", { shop, person: person.id });
}
