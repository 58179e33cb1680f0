import type { AppLoadContext } from "@remix-run/node";
import { MAX_IMAGES_PER_PHOTO } from "../../generation/batch-form.ts";
import { MAX_RECIPE_NAME } from "../../generation/own-recipe.ts";
import type { OwnRecipe } from "../../generation/own-recipe-store.server.ts";
import { ASPECT_RATIOS, RECIPES, sceneToCopy, type ImageSize } from "../../generation/recipe.ts";
import { PackshotError } from "../../platform/errors.ts";

type Services = AppLoadContext["services"];

/** What a recipe's form can choose from. */
export function recipeFormats(imageSizes: readonly ImageSize[]) {
  return {
    aspectRatios: ASPECT_RATIOS,
    imageSizes,
    maxImagesPerPhoto: MAX_IMAGES_PER_PHOTO,
    longestName: MAX_RECIPE_NAME,
  };
}

/** Another recipe to begin with: one of the shop's own, or a built-in one whose scene is text. */
export async function recipeToCopy({ recipes }: Services, shop: string, key: string) {
  const own = await recipes.find(shop, key);
  if (own) return { recipeKey: key, recipeName: own.name, fields: fieldsOf(own) };
  const recipe = RECIPES.find((one) => one.key === key);
  const scene = recipe && sceneToCopy(recipe);
  if (!recipe || !scene) throw new PackshotError("not_found", { recipe: key });
  return { recipeKey: key, recipeName: "", fields: { scene, ...recipe.defaults } };
}

/** As the form has it. */
export function fieldsOf({ name, scene, aspectRatio, imageSize, imagesPerPhoto }: OwnRecipe) {
  return { name, scene, aspectRatio, imageSize, imagesPerPhoto: String(imagesPerPhoto) };
}
