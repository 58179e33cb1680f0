import { photosByIds } from "../catalog/photos-by-ids.server.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Person } from "../platform/person.ts";
import type { BatchForm } from "./batch-form.ts";
import { orderOf } from "./batch-order.server.ts";
import { findBatchByForm, type BatchRef } from "./batch-store.server.ts";
import { createOnce, createQuoted } from "./create-batch.server.ts";
import { recipeToUse } from "./find-recipe.server.ts";
import { eachOnce } from "./scope.server.ts";
import { begin, runQuoted, type StartDeps } from "./start-quoted.server.ts";

type Request = {
  shop: string;
  person: Person;
  admin: AdminApi;
  form: BatchForm;
  /** Whether images that the same prompt made before are made again without asking: the price was shown for all. */
  again?: boolean;
};

/**
 * Prices, reserves and starts a batch of chosen photos. It waits as a quote when that was asked for, and when some of
 * the photos have such an image already: nobody pays twice unawares. A crash in between loses nothing: rows are work.
 */
export async function startBatch(
  deps: StartDeps,
  { shop, person, admin, form, again = false }: Request,
): Promise<BatchRef> {
  const { db, credits, clock, log } = deps;
  const earlier = await findBatchByForm(db, shop, form.formToken);
  if (earlier) return earlier;

  const recipe = await recipeToUse(db, shop, form.recipeKey);
  const order = orderOf(form, recipe, person, deps.model);
  const photos = await photosByIds(admin, eachOnce(form.photos));
  const now = clock.now();
  const batch = await createOnce(db, shop, order.formToken, async (tx) => {
    const { id, duplicates } = await createQuoted(tx, shop, { order, photos, now });
    if (form.quoteFirst || (duplicates > 0 && !again)) {
      const details = { from: "photos" } as const;
      await recordAudit(tx, shop, person, { action: "batch_quoted", on: "batch", id, details });
      return { id, state: "quoted" };
    }
    await runQuoted(tx, { shop, person, id, withDuplicates: again }, credits, now);
    return { id, state: "running" };
  });
  if (batch.state === "running") await begin(deps, shop, batch.id);
  log.info({ shop, batch: batch.id, photos: photos.length, state: batch.state }, "photos chosen");
  return batch;
}
