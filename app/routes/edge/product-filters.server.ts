import { z } from "zod";
import { PRODUCT_STATUSES } from "../../catalog/search-query.ts";

const word = z.string().max(500).optional();

/** The filters of the products page, as they stand in its address; what is no status counts as none. */
export const ProductFilterFields = z.object({
  search: word,
  status: z.enum(PRODUCT_STATUSES).optional().catch(undefined),
  vendor: word,
  productType: word,
  tag: word,
  collectionId: word,
  sku: word,
});
