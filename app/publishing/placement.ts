import type { OurMedia } from "./our-media.ts";

export const PLACEMENTS = ["end", "first", "after_photo", "in_place"] as const;
/** Where on the product the image goes; `in_place`: where its photo stands, which moves to the end. */
export type Placement = (typeof PLACEMENTS)[number];

export function isPlacement(text: string): text is Placement {
  return PLACEMENTS.some((placement) => placement === text);
}

/** Where one of our media was wanted, and how the product's own media stood before: their order tells a photo's place. */
export type Placed = OurMedia & { placement: Placement; before: readonly string[] };
