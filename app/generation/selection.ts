import { z } from "zod";
import { PRODUCT_STATUSES } from "../catalog/search-query.ts";

/** Words of one pasted list; a product may be named twice, so this is more than a batch takes. */
export const MAX_WORDS = 50_000;

/** Photos that can be chosen one by one. */
export const MAX_PHOTOS = 500;

const shopifyId = z.string().regex(/^\d{1,20}$/);

export const ChosenPhotos = z
  .array(z.object({ productId: shopifyId, photoId: shopifyId }))
  .min(1)
  .max(MAX_PHOTOS);

const typed = z.string().max(500).optional();

const ProductFilters = z.object({
  search: typed,
  sku: typed,
  status: z.enum(PRODUCT_STATUSES).optional(),
  vendor: typed,
  productType: typed,
  tag: typed,
  collectionId: typed,
});

/** Photos chosen one by one, all that a search finds, or a list of SKUs or handles. */
export const SelectionForm = z.discriminatedUnion("from", [
  z.object({ from: z.literal("photos"), photos: ChosenPhotos }),
  /** The title of the filters' collection, as it was then: to be shown. */
  z.object({ from: z.literal("search"), filters: ProductFilters, collectionTitle: typed }),
  z.object({ from: z.literal("list"), words: z.array(z.string().min(1).max(255)).min(1).max(MAX_WORDS) }),
]);

/** Which of their photos, and which products are left out. */
export const SelectionRules = {
  photoChoice: z.enum(["first", "all"]).default("first"),
  fewerThanPhotos: z.coerce.number().int().min(1).max(250).optional(),
  /** Only products without an image of ours. */
  withoutImage: z.boolean().default(false),
};

/** What a batch was asked for, as its row keeps it. */
export const BatchSelection = z.object({ source: SelectionForm, ...SelectionRules });
export type BatchSelection = z.infer<typeof BatchSelection>;

/** What lists of batches say of it: without the words, which may be many. */
export type SelectionSummary =
  | { from: "photos" }
  | { from: "search"; filters: z.infer<typeof ProductFilters>; collectionTitle?: string }
  | { from: "list"; words: number };
