import type { Recipe } from "../../generation/recipe.ts";
import type { RecipeChoice } from "../../ui/generate/generate-fields.tsx";

/** A recipe as the page shows it: what it asks, without its prompt. */
export function recipeChoice(recipe: Recipe): RecipeChoice {
  const { key, defaults } = recipe;
  if (recipe.takes !== "scene") return { key, takes: recipe.takes, defaults };
  return { key: recipe.key, takes: recipe.takes, isRequired: recipe.otherwise === null, defaults };
}
