import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { FROZEN } from "./batch-order.server.ts";
import type { BatchRef } from "./batch-store.server.ts";
import { createOnce, createQuoted } from "./create-batch.server.ts";
import { assertRecipeStands } from "./find-recipe.server.ts";
import { begin, runQuoted, type StartDeps } from "./start-quoted.server.ts";
import { triedForm } from "./tried.server.ts";

/** Makes one image of the quoted batch's first photo, as a batch of its own. A second click finds the first one's. */
export async function tryOne(
  deps: StartDeps,
  { shop, person, id }: { shop: string; person: Person; id: string },
): Promise<BatchRef> {
  const { db, credits, clock } = deps;
  const quoted = await db.batch.findUnique({ where: { shop_id: { shop, id } }, select: FROZEN });
  if (!quoted) throw new PackshotError("not_found", { batch: id });
  await assertRecipeStands(db, shop, quoted.recipeKey);
  const photo = await db.scopePhoto.findFirst({
    where: { shop, batchId: id, batch: { state: "quoted" } },
    orderBy: [{ isDuplicate: "asc" }, { position: "asc" }],
    select: PHOTO,
  });
  if (!photo) throw new PackshotError("nothing_chosen", { batch: id });
  const order = {
    ...quoted,
    ...{ formToken: triedForm(quoted.formToken), imagesPerPhoto: 1 },
    ...{ personId: person.id, personName: person.name, microsPerImage: Number(quoted.microsPerImage) },
  };
  const now = clock.now();
  const batch = await createOnce(db, shop, order.formToken, async (tx) => {
    const one = await createQuoted(tx, shop, { order, photos: [photo], now });
    await runQuoted(tx, { shop, person, id: one.id, withDuplicates: true }, credits, now);
    return { id: one.id, state: "running" };
  });
  await begin(deps, shop, batch.id);
  return batch;
}

const PHOTO = { productId: true, productTitle: true, photoId: true, photoAlt: true, photoUrl: true } as const;
