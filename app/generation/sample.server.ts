import { newestPhotos } from "../catalog/products.server.ts";
import { photosByIds } from "../catalog/photos-by-ids.server.ts";
import { grantSample, isSampleLeft } from "../credits/sample-grant.server.ts";
import type { CreditsConfig } from "../credits/credits-config.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { orderOf } from "./batch-order.server.ts";
import { findBatchByForm, type BatchRef } from "./batch-store.server.ts";
import { createOnce, createQuoted } from "./create-batch.server.ts";
import { recipeToUse } from "./find-recipe.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";
import { begin, runQuoted, type StartDeps } from "./start-quoted.server.ts";

/** The token of a form that no page has: a shop has one such batch. */
const FORM = "sample";
const RECIPE = "lifestyle";
const LOOK = { aspectRatio: "4:5", imageSize: "1K", imagesPerPhoto: 1 } as const;
const WORDS = { scene: "", colour: "", part: "" };
/** The newest may have no photo. */
const LOOKED_AT = 20;

/** The batch of the shop's free sample, if it was made; else whether it still can be. */
export async function sampleOf(
  db: Queries,
  shop: string,
  config: CreditsConfig,
): Promise<{ batchId: string | null; isOffered: boolean }> {
  const batch = await findBatchByForm(db, shop, FORM);
  if (batch) return { batchId: batch.id, isOffered: false };
  return { batchId: null, isOffered: await isSampleLeft(db, shop, config) };
}

/**
 * One image of the newest product's first photo, free of charge: what it costs is granted in the transaction that holds
 * it, once per shop. Pressed twice, or by two people at once, it is the same batch.
 */
export async function takeSample(
  deps: StartDeps,
  { shop, person, admin }: { shop: string; person: Person; admin: AdminApi },
): Promise<BatchRef> {
  const { db, credits: config, clock } = deps;
  const earlier = await findBatchByForm(db, shop, FORM);
  if (earlier) return earlier;
  const [chosen] = await newestPhotos(admin, { search: "", limit: LOOKED_AT });
  if (!chosen) throw new PackshotError("sample_no_photo", { shop });
  const recipe = await recipeToUse(db, shop, RECIPE);
  const wishes = { ...LOOK, ...WORDS, formToken: FORM, recipeKey: RECIPE };
  const order = orderOf(wishes, recipe, person, deps.model);
  const photos = await photosByIds(admin, [chosen]);
  const now = clock.now();
  const batch = await createOnce(db, shop, FORM, async (tx) => {
    await assertShopWorks(tx, shop); // before the account is locked, as whoever uninstalls does
    const { id } = await createQuoted(tx, shop, { order, photos, now });
    const credits = order.creditsPerImage;
    if (!(await grantSample(tx, shop, { credits, config, now }))) throw new PackshotError("sample_taken");
    await runQuoted(tx, { shop, person, id, withDuplicates: true }, config, now);
    return { id, state: "running" };
  });
  await begin(deps, shop, batch.id);
  return batch;
}
