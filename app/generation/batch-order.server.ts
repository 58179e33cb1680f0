import { createHash } from "node:crypto";
import { priceOf, type Price } from "../credits/price.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import type { Wishes } from "./batch-form.ts";
import type { UsedRecipe } from "./find-recipe.server.ts";
import type { ImageSize } from "./recipe.ts";

/** What is the same for all images of a batch, frozen when it is asked for. */
export type BatchOrder = {
  formToken: string;
  personId: string;
  personName: string;
  recipeKey: string;
  recipeVersion: number;
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

export function orderOf(
  wishes: Wishes,
  recipe: UsedRecipe,
  person: Pick<Person, "id" | "name">,
  model: string,
): BatchOrder {
  const { formToken, aspectRatio, imageSize, imagesPerPhoto } = wishes;
  const prompt = recipe.promptFor(wishes);
  const price = onePrice(model, imageSize);
  return {
    ...{ formToken, aspectRatio, imageSize, imagesPerPhoto, model, prompt },
    ...{ personId: person.id, personName: person.name },
    ...{ recipeKey: recipe.key, recipeVersion: recipe.version, recipeName: recipe.name },
    promptHash: hashOf(prompt, aspectRatio, imageSize),
    creditsPerImage: price.credits,
    microsPerImage: price.micros,
  };
}

/** What one more image costs today. */
export function onePrice(model: string, imageSize: ImageSize): Price {
  const price = priceOf({ images: 1, model, imageSize });
  if (!price) throw new PackshotError("invalid_input", { imageSize, model });
  return price;
}

/** The same photo with the same hash and model would become the same image again. */
export function hashOf(...parts: string[]): string {
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
