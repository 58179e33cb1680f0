/** What a person thinks of an image. Reversible while the image is not on its product. */
export const DECISIONS = ["undecided", "approved", "rejected"] as const;
export type Decision = (typeof DECISIONS)[number];
