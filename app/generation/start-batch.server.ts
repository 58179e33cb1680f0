import { photosByIds } from "../catalog/photos-by-ids.server.ts";
import { priceOf } from "../credits/price.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import type { Db } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Person } from "../platform/person.ts";
import type { BatchForm } from "./batch-form.ts";
import { createBatch, findBatchByForm } from "./batch-store.server.ts";
import type { Dispatcher } from "./dispatch.server.ts";
import { buildPrompt, findRecipe } from "./recipe.ts";

type Deps = { db: Db; dispatcher: Pick<Dispatcher, "nudge">; model: string; log: Logger };
type Request = { shop: string; person: Person; admin: AdminApi; form: BatchForm };

/**
 * Prices and stores the batch, then has the dispatcher look at once. A crash in between loses nothing: it looks
 * by itself every now and then.
 */
export async function startBatch(
  deps: Deps,
  { shop, person, admin, form }: Request,
): Promise<{ id: string }> {
  const earlier = await findBatchByForm(deps.db, shop, form.formToken);
  if (earlier) return earlier;

  const recipe = findRecipe(form.recipeKey);
  const prompt = buildPrompt(recipe, form);
  const photos = await photosByIds(admin, distinct(form.photos));
  const images = photos.length * form.imagesPerPhoto;
  const price = priceOf({ images, model: deps.model, imageSize: form.imageSize });
  if (!price) throw new PackshotError("invalid_input", { imageSize: form.imageSize, model: deps.model });

  const batch = await createBatch(deps.db, shop, {
    ...form,
    person,
    recipe: { key: recipe.key, version: recipe.version, name: recipe.name, prompt },
    model: deps.model,
    quote: { images, ...price },
    photos,
  });
  deps.dispatcher.nudge();
  deps.log.info({ shop, batch: batch.id, images, isNew: batch.isNew }, "batch started");
  return { id: batch.id };
}

function distinct(photos: BatchForm["photos"]): BatchForm["photos"] {
  return [...new Map(photos.map((photo) => [photo.photoId, photo])).values()];
}
