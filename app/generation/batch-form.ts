import { z } from "zod";
import { ASPECT_RATIOS, IMAGE_SIZES } from "./recipe.ts";
import { ChosenPhotos, SelectionForm, SelectionRules } from "./selection.ts";

/** Images per photo. */
export const MAX_IMAGES_PER_PHOTO = 4;
/** What one batch takes at the most. */
export const MAX_GENERATIONS = 200_000;
export const MAX_PRODUCTS = 50_000;

/** How the images shall look. `formToken` names the form: sent twice, it makes one batch. */
const Wishes = z.object({
  formToken: z.uuid(),
  recipeKey: z.string().max(64),
  scene: z.string().max(200_000).default(""),
  colour: z.string().max(64).default(""),
  part: z.string().max(10_000).default(""),
  aspectRatio: z.enum(ASPECT_RATIOS),
  imageSize: z.enum(IMAGE_SIZES),
  imagesPerPhoto: z.coerce.number().int().min(1).max(MAX_IMAGES_PER_PHOTO),
});
export type Wishes = z.infer<typeof Wishes>;

/** What a person sends to start a batch of photos chosen one by one. */
export const BatchForm = Wishes.extend({
  photos: ChosenPhotos,
  /** Whether it waits for a yes, with its price and time said, although nothing has to be read for that. */
  quoteFirst: z.boolean().default(false),
});
export type BatchForm = z.infer<typeof BatchForm>;

/** What a person sends to have many products read and priced. */
export const QuoteForm = Wishes.extend({ selection: SelectionForm, ...SelectionRules });
export type QuoteForm = z.infer<typeof QuoteForm>;
