import type { Decision } from "./decision.ts";

/** Which images of a shop are meant. What is absent leaves all; as data it is kept with work that goes on behind. */
export type ImageFilter = {
  decision?: Decision;
  productId?: string;
  /** Words of the product's title, or their beginnings; all of them. */
  search?: string;
  /** A recipe's key. */
  recipe?: string;
  batchId?: string;
  /** Made in this stretch, moments as ISO 8601 has them; `to` is not part of it. */
  from?: string;
  to?: string;
  /** On their product or on the way there, or not. */
  published?: boolean;
  kept?: boolean;
  /** Those whose files are gone; else none of them. */
  expired?: boolean;
};
