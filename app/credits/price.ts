import type { ImageSize } from "../generation/recipe.ts";

export type Price = { credits: number; micros: number };

/**
 * What one image costs: whole credits for the shop, and micro-dollars that the operator pays for the model
 * (source: Google's price list for its image models, November 2026).
 */
const PRICES: Record<string, Partial<Record<ImageSize, Price>>> = {
  "gemini-nano-banana-2.1": {
    "1K": { credits: 1, micros: 33_600 },
    "2K": { credits: 2, micros: 50_000 },
    "4K": { credits: 3, micros: 76_000 },
  },
  "gemini-3.1-flash-lite-image": { "1K": { credits: 1, micros: 33_600 } },
  "gemini-3-pro-image": {
    "1K": { credits: 4, micros: 134_000 },
    "2K": { credits: 4, micros: 134_000 },
    "4K": { credits: 8, micros: 240_000 },
  },
};

/** Model ids come and go: one that the table does not know is priced as the dearest, so that no quote is too low. */
const UNKNOWN_MODEL = "gemini-3-pro-image";

/** The sizes a model makes, smallest first. */
export function sizesOf(model: string): ImageSize[] {
  return Object.keys(rowOf(model)) as ImageSize[];
}

/** The price of a number of images; null where the model does not make that size. */
export function priceOf(order: { images: number; model: string; imageSize: ImageSize }): Price | null {
  const one = rowOf(order.model)[order.imageSize];
  return one ? { credits: one.credits * order.images, micros: one.micros * order.images } : null;
}

function rowOf(model: string): Partial<Record<ImageSize, Price>> {
  return PRICES[model] ?? PRICES[UNKNOWN_MODEL] ?? {};
}
