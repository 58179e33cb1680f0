import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Editor } from "../platform/person.ts";
import { lockShop, type RecipeDeps } from "./make-recipe.server.ts";
import { findOwnRecipe, findVersion } from "./own-recipe-store.server.ts";
import { isSameLook, recipeIn, type Look, type RecipeForm } from "./own-recipe.ts";

/** `version`: the one that the person had before them. */
type Save = { id: string; version: number; form: RecipeForm };

/**
 * Another name is only that; anything else makes a new version, and batches keep the one they ran with. Saved by
 * somebody else meanwhile, it is refused, unless it says the same: then the form was sent twice.
 */
export async function saveRecipe(
  { db, clock }: RecipeDeps,
  shop: string,
  person: Editor,
  { id, version, form }: Save,
): Promise<void> {
  const { name, ...look } = recipeIn(form);
  const now = clock.now();
  await db.$transaction(async (tx) => {
    const recipe = await locked(tx, shop, id);
    if (isSameLook(recipe, look) && recipe.name === name) return;
    if (recipe.version !== version) throw new PackshotError("recipe_changed", { recipe: id });
    if (recipe.name !== name) {
      await tx.recipe.update({ where: { shop_id: { shop, id } }, data: { name } });
      await recordAudit(tx, shop, person, { action: "recipe_renamed", on: "recipe", id, details: {} });
    }
    if (!isSameLook(recipe, look)) await addVersion(tx, { shop, person, now }, recipe, look);
  });
}

/** Takes an earlier version back: as a new one, so that those between stay what they were. */
export async function takeBackVersion(
  { db, clock }: RecipeDeps,
  shop: string,
  person: Editor,
  { id, from, version }: { id: string; from: number; version: number },
): Promise<void> {
  const now = clock.now();
  await db.$transaction(async (tx) => {
    const recipe = await locked(tx, shop, id);
    const earlier = await findVersion(tx, shop, id, from);
    if (!earlier) throw new PackshotError("not_found", { recipe: id, version: from });
    if (isSameLook(recipe, earlier)) return;
    if (recipe.version !== version) throw new PackshotError("recipe_changed", { recipe: id });
    await addVersion(tx, { shop, person, now }, recipe, earlier);
  });
}

async function locked(tx: Queries, shop: string, id: string) {
  await lockShop(tx, shop);
  const recipe = await findOwnRecipe(tx, shop, id);
  if (!recipe) throw new PackshotError("not_found", { recipe: id });
  return recipe;
}

async function addVersion(
  tx: Queries,
  { shop, person, now }: { shop: string; person: Editor; now: Date },
  { id, version: last }: { id: string; version: number },
  { scene, aspectRatio, imageSize, imagesPerPhoto }: Look,
): Promise<void> {
  const version = last + 1;
  const by = { personId: person.id, personName: person.name };
  const look = { scene, aspectRatio, imageSize, imagesPerPhoto };
  await tx.recipeVersion.create({ data: { shop, recipeId: id, version, ...look, ...by, createdAt: now } });
  await tx.recipe.update({ where: { shop_id: { shop, id } }, data: { version } });
  const act = { action: "recipe_changed", on: "recipe", id, details: { version } } as const;
  await recordAudit(tx, shop, person, act);
}
