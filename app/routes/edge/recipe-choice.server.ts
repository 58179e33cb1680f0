import type { Recipe } from "../../generation/recipe.ts";
import type { RecipeChoice } from "../../ui/generate/generate-fields.tsx";

/** A recipe as the page shows it: what it asks, without its prompt. */
export function recipeChoice(recipe: Recipe): RecipeChoice {
  const { key, name, description, takes, defaults } = recipe;
  const scene = recipe.takes === "scene" ? recipe : null;
  return {
    key,
    name,
    description,
    takes,
    defaults,
    sceneLabel: scene?.sceneLabel ?? "",
    sceneExample: scene?.sceneExample ?? "",
    sceneRequired: scene?.otherwise === null,
  };
}
