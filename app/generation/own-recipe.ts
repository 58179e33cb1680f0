import { z } from "zod";
import { PackshotError } from "../platform/errors.ts";
import { MAX_IMAGES_PER_PHOTO } from "./batch-form.ts";
import { cleaned, scenePrompt } from "./merchant-text.ts";
import { ASPECT_RATIOS, IMAGE_SIZES } from "./recipe.ts";

/** Recipes of its own that a shop has at once, without the archived ones. */
export const MAX_RECIPES = 200;
export const MAX_RECIPE_NAME = 80;

/** What a person types: their scene, and what the images shall be like. */
export const RecipeForm = z.object({
  name: z.string().max(10_000),
  scene: z.string().max(200_000),
  aspectRatio: z.enum(ASPECT_RATIOS),
  imageSize: z.enum(IMAGE_SIZES),
  imagesPerPhoto: z.coerce.number().int().min(1).max(MAX_IMAGES_PER_PHOTO),
});
export type RecipeForm = z.infer<typeof RecipeForm>;

/** How the images of a recipe look: what its versions differ in. */
export type Look = Omit<RecipeForm, "name">;

/** The form's texts as they are kept; throws where one is missing or too long. */
export function recipeIn(form: RecipeForm): RecipeForm {
  const { aspectRatio, imageSize, imagesPerPhoto } = form;
  const name = cleaned(form.name).replaceAll("\n", " ");
  const length = [...name].length;
  if (length === 0 || length > MAX_RECIPE_NAME) throw new PackshotError("recipe_name_wrong", { length });
  return { name, scene: scenePrompt(form.scene), aspectRatio, imageSize, imagesPerPhoto };
}

export function isSameLook(one: Look, other: Look): boolean {
  const { scene, aspectRatio, imageSize, imagesPerPhoto } = one;
  return (
    scene === other.scene &&
    aspectRatio === other.aspectRatio &&
    imageSize === other.imageSize &&
    imagesPerPhoto === other.imagesPerPhoto
  );
}
