import type { AppLoadContext } from "@remix-run/node";
import type { OwnRecipe } from "../../generation/own-recipe-store.server.ts";
import { RECIPES, type Recipe } from "../../generation/recipe.ts";
import type { RecipeChoice } from "../../ui/generate/generate-fields.tsx";

type Services = AppLoadContext["services"];

/** All that the shop can choose from: what it begins with, its own, the newest first, and those that are built in. */
export async function recipeChoices({ recipes }: Services, shop: string): Promise<RecipeChoice[]> {
  const { own, first } = await recipes.offered(shop);
  const all = [...own.map(ownChoice), ...RECIPES.map(builtInChoice)];
  return [...all.filter(({ key }) => key === first), ...all.filter(({ key }) => key !== first)];
}

function ownChoice({ id, name, scene, aspectRatio, imageSize, imagesPerPhoto }: OwnRecipe): RecipeChoice {
  const defaults = { aspectRatio, imageSize, imagesPerPhoto: String(imagesPerPhoto) };
  return { key: id, takes: "own", name, scene, defaults };
}

/** A recipe as the page shows it: what it asks, without its prompt. */
function builtInChoice(recipe: Recipe): RecipeChoice {
  const { key, defaults } = recipe;
  if (recipe.takes !== "scene") return { key, takes: recipe.takes, defaults };
  return { key: recipe.key, takes: recipe.takes, isRequired: recipe.otherwise === null, defaults };
}
