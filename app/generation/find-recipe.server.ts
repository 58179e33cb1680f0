import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import names from "../texts/en/recipes.json" with { type: "json" };
import { findOwnRecipe } from "./own-recipe-store.server.ts";
import { buildPrompt, findRecipe, isRecipe, type RecipeInput } from "./recipe.ts";

/** A recipe as a batch is made by it. */
export type UsedRecipe = {
  key: string;
  version: number;
  /** A built-in one's in English, for exports and files; pages say it in their own language. */
  name: string;
  promptFor: (input: RecipeInput) => string;
};

/** A built-in recipe, or one of the shop's own, whose scene stands in the frame as a person's own words do. */
export async function recipeToUse(db: Queries, shop: string, key: string): Promise<UsedRecipe> {
  const own = isRecipe(key) ? null : await findOwnRecipe(db, shop, key);
  if (own?.archivedAt) throw new PackshotError("recipe_archived", { recipe: key });
  if (own) {
    const { id, version, name, scene } = own;
    return { key: id, version, name, promptFor: () => buildPrompt(findRecipe("free"), { scene }) };
  }
  const recipe = findRecipe(key);
  return {
    ...{ key: recipe.key, version: recipe.version, name: names[recipe.key] },
    promptFor: (input) => buildPrompt(recipe, input),
  };
}

/** Throws when what was quoted by it cannot be started any more: a built-in recipe went. An archived one does no harm. */
export async function assertRecipeStands(db: Queries, shop: string, key: string): Promise<void> {
  if (isRecipe(key)) return;
  const own = await db.recipe.findUnique({ where: { shop_id: { shop, id: key } }, select: { id: true } });
  if (!own) throw new PackshotError("recipe_gone", { recipe: key });
}
