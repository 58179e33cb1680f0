import { createHash } from "node:crypto";
import { priceOf, type Price } from "../credits/price.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import names from "../texts/en/recipes.json" with { type: "json" };
import type { Wishes } from "./batch-form.ts";
import { buildPrompt, findRecipe, type ImageSize } from "./recipe.ts";

/** What is the same for all images of a batch, frozen when it is asked for. */
export type BatchOrder = {
  formToken: string;
  personId: string;
  personName: string;
  recipeKey: string;
  recipeVersion: number;
  /** In English, for exports and files; pages say it in their own language. */
  recipeName: string;
  prompt: string;
  promptHash: string;
  aspectRatio: string;
  imageSize: string;
  imagesPerPhoto: number;
  model: string;
  creditsPerImage: number;
  microsPerImage: number;
};

export function orderOf(wishes: Wishes, person: Pick<Person, "id" | "name">, model: string): BatchOrder {
  const { formToken, aspectRatio, imageSize, imagesPerPhoto } = wishes;
  const recipe = findRecipe(wishes.recipeKey);
  const prompt = buildPrompt(recipe, wishes);
  const price = onePrice(model, imageSize);
  return {
    ...{ formToken, aspectRatio, imageSize, imagesPerPhoto, model, prompt },
    ...{ personId: person.id, personName: person.name },
    ...{ recipeKey: recipe.key, recipeVersion: recipe.version, recipeName: names[recipe.key] },
    promptHash: hashOf(prompt, aspectRatio, imageSize),
    creditsPerImage: price.credits,
    microsPerImage: price.micros,
  };
}

function onePrice(model: string, imageSize: ImageSize): Price {
  const price = priceOf({ images: 1, model, imageSize });
  if (!price) throw new PackshotError("invalid_input", { imageSize, model });
  return price;
}

/** The same photo with the same hash and model would become the same image again. */
function hashOf(...parts: string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}

/** What a batch made from another one takes over. */
export const FROZEN = {
  formToken: true,
  recipeKey: true,
  recipeVersion: true,
  recipeName: true,
  prompt: true,
  promptHash: true,
  aspectRatio: true,
  imageSize: true,
  model: true,
  creditsPerImage: true,
  microsPerImage: true,
} as const;
