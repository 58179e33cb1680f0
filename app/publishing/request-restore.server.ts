import { PackshotError } from "../platform/errors.ts";
import { markForRestore, type ToRestore } from "./mark-for-restore.server.ts";
import { mayEdit, type Asker, type RequestDeps } from "./request-publications.server.ts";

/** Asks for published images to be taken off their products again. A second click changes nothing. */
export async function requestRestore(
  deps: RequestDeps,
  request: Asker & { publicationIds: readonly string[] },
): Promise<void> {
  mayEdit(request);
  const { shop, publicationIds } = request;
  const found = await deps.db.publication.count({ where: { shop, id: { in: [...publicationIds] } } });
  if (found < new Set(publicationIds).size) throw new PackshotError("not_found", { shop });
  const marked = await mark(deps, request, { ids: publicationIds });
  if (marked === 0) throw new PackshotError("nothing_to_restore", { shop });
}

/** The same for everything that Packshot has live on a product, or of a batch; answers how many. */
export async function requestRestoreOf(
  deps: RequestDeps,
  request: Asker & { of: { productId: string } | { batchId: string } },
): Promise<number> {
  mayEdit(request);
  const { shop, of } = request;
  const marked = await mark(deps, request, of);
  if (marked > 0) return marked;
  const isKnown = (await deps.db.publication.count({ where: { shop, ...of } })) > 0;
  throw new PackshotError(isKnown ? "nothing_to_restore" : "not_found", { shop, ...of });
}

function mark({ db, clock, dispatcher }: RequestDeps, { shop, person }: Asker, which: ToRestore) {
  return markForRestore(db, shop, which, { person, now: clock.now(), onMarked: () => dispatcher.nudge() });
}
