import german from "../texts/de/recipes.json" with { type: "json" };
import english from "../texts/en/recipes.json" with { type: "json" };
import french from "../texts/fr/recipes.json" with { type: "json" };
import { spoken } from "../texts/languages.ts";
import { isRecipe, type RecipeKey } from "./recipe.ts";

const NAMES: Record<string, Record<RecipeKey, string>> = { en: english, de: german, fr: french };

type Named = { recipeKey: string; recipeName: string };

/**
 * A recipe's name for an image's alt text, in the language wanted; it stands within a sentence, where German alone keeps
 * its capitals. Null where it tells a shopper nothing: a scene of one's own is described by nobody.
 */
export function recipeForShoppers({ recipeKey, recipeName }: Named, wanted: string): string | null {
  if (recipeKey === "free") return null;
  if (!isRecipe(recipeKey)) return recipeName;
  const { language } = spoken([wanted]);
  const name = NAMES[language]?.[recipeKey as RecipeKey] ?? recipeName;
  return language === "de" ? name : name.toLowerCase();
}
