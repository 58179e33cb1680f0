import { recordAudit } from "../platform/audit/record-audit.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { markForRestore, subjectOfWaiting, type ToRestore } from "./mark-for-restore.server.ts";
import { mayEdit, type Asker, type RequestDeps } from "./request-publications.server.ts";
import type { RestoreChoice } from "./restore-target.ts";

/** Asks for published images to be taken off their products again. A second click changes nothing. */
export async function requestRestore(
  deps: RequestDeps,
  request: Asker & { publicationIds: readonly string[] },
): Promise<void> {
  mayEdit(request);
  const { shop, publicationIds } = request;
  const found = await deps.db.publication.count({ where: { shop, id: { in: [...publicationIds] } } });
  if (found < new Set(publicationIds).size) throw new PackshotError("not_found", { shop });
  const marked = await mark(deps, request, { which: { ids: publicationIds }, choice: null });
  if (marked === 0) throw new PackshotError("nothing_to_restore", { shop });
}

/** The same for everything that Packshot has live on a product, or of a batch; answers how many. */
export async function requestRestoreOf(
  deps: RequestDeps,
  request: Asker & { of: { productId: string } | { batchId: string } },
): Promise<number> {
  mayEdit(request);
  const { shop, of } = request;
  const marked = await mark(deps, request, { which: of, choice: null });
  if (marked > 0) return marked;
  const isKnown = (await deps.db.publication.count({ where: { shop, ...of } })) > 0;
  throw new PackshotError(isKnown ? "nothing_to_restore" : "not_found", { shop, ...of });
}

/** Of a product, of a batch or of the whole shop: what the merchant changed before Packshot could restore it. */
export type Waiting = { productId?: string; batchId?: string };

/** A person has seen what was changed meanwhile, and chosen; answers how many images it is about. */
export async function requestRestoreChosen(
  deps: RequestDeps,
  request: Asker & { of: Waiting; choice: RestoreChoice },
): Promise<number> {
  mayEdit(request);
  const { shop, of, choice } = request;
  const marked = await mark(deps, request, { which: { waiting: of }, choice });
  if (marked > 0) return marked;
  const isKnown =
    (await deps.db.publication.findFirst({ where: { shop, ...of }, select: { id: true } })) !== null;
  throw new PackshotError(isKnown ? "nothing_to_restore" : "not_found", { shop, ...of });
}

/** The person leaves these products as they are: nothing is taken off, and nobody is asked any more. */
export async function leaveAsTheyAre(
  { db }: Pick<RequestDeps, "db">,
  request: Asker & { of: Waiting },
): Promise<void> {
  mayEdit(request);
  const { shop, person, of } = request;
  await db.$transaction(async (tx) => {
    const { count: images } = await tx.publication.updateMany({
      where: { shop, ...of, ...WAITING, restoringAt: null },
      data: { failureCode: null },
    });
    if (images === 0) return;
    const act = { action: "changes_left", ...subjectOfWaiting(of), details: { images } } as const;
    await recordAudit(tx, shop, person, act);
  });
}

const WAITING = { state: "live", failureCode: "product_changed" } as const;

function mark(
  { db, clock, dispatcher }: RequestDeps,
  { shop, person }: Asker,
  { which, choice }: { which: ToRestore; choice: RestoreChoice | null },
) {
  const asked = { person, now: clock.now(), choice, onMarked: () => dispatcher.nudge() };
  return markForRestore(db, shop, which, asked);
}
