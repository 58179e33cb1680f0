import type { RecipeKey } from "../../generation/recipe.ts";
import type { TextKey } from "../../texts/keys.ts";
import { useTexts } from "../../texts/speaking.tsx";

const NAMES: Record<RecipeKey, TextKey> = {
  white_background: "recipes.white_background",
  studio: "recipes.studio",
  lifestyle: "recipes.lifestyle",
  flat_lay: "recipes.flat_lay",
  seasonal: "recipes.seasonal",
  on_surface: "recipes.on_surface",
  colour_variant: "recipes.colour_variant",
  free: "recipes.free",
};

/** What a recipe is called on a page: its stored name is English. One that is no longer built in keeps that. */
export function useRecipeName() {
  const { t } = useTexts();
  return ({ recipeKey, recipeName }: { recipeKey: string; recipeName: string }) =>
    isBuiltIn(recipeKey) ? t(NAMES[recipeKey]) : recipeName;
}

function isBuiltIn(key: string): key is RecipeKey {
  return Object.hasOwn(NAMES, key);
}
