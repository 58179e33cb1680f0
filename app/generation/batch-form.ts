import { z } from "zod";
import { ASPECT_RATIOS, IMAGE_SIZES } from "./recipe.ts";

/** Photos one batch takes, and images per photo. */
export const MAX_PHOTOS = 500;
export const MAX_IMAGES_PER_PHOTO = 4;

const shopifyId = z.string().regex(/^\d{1,20}$/);

const ChosenPhoto = z.object({ productId: shopifyId, photoId: shopifyId });

/** What a person sends to start a batch. `formToken` names the form: sent twice, it starts one batch. */
export const BatchForm = z.object({
  formToken: z.uuid(),
  photos: z.array(ChosenPhoto).min(1).max(MAX_PHOTOS),
  recipeKey: z.string().max(64),
  scene: z.string().max(200_000).default(""),
  colour: z.string().max(64).default(""),
  part: z.string().max(10_000).default(""),
  aspectRatio: z.enum(ASPECT_RATIOS),
  imageSize: z.enum(IMAGE_SIZES),
  imagesPerPhoto: z.coerce.number().int().min(1).max(MAX_IMAGES_PER_PHOTO),
});
export type BatchForm = z.infer<typeof BatchForm>;
