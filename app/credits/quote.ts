import type { ImageSize } from "../generation/recipe.ts";
import { priceOf, type Price } from "./price.ts";

/** Seconds that one image took lately, from claim to library: half of them at most `p50`, nine in ten at most `p90`. */
export type Durations = { p50: number; p90: number };

/** Until a shop has images of its own to go by. */
export const USUAL_DURATIONS: Durations = { p50: 15, p90: 40 };

/** How much of the model there is: calls at once, and images a minute where that is limited. */
export type Pace = { concurrency: number; perMinute?: number };

export type Quote = Price & { images: number; minSeconds: number; maxSeconds: number };

/** What a run costs and about how long it takes; null where the model does not make that size. */
export function quoteOf(
  order: { images: number; model: string; imageSize: ImageSize },
  durations: Durations,
  pace: Pace,
): Quote | null {
  const price = priceOf(order);
  return price && { ...price, images: order.images, ...timeOf(order.images, durations, pace) };
}

/** From all slots for this run and a usual model, to full rounds of its slow answers. */
export function timeOf(
  images: number,
  { p50, p90 }: Durations,
  { concurrency, perMinute }: Pace,
): { minSeconds: number; maxSeconds: number } {
  if (images === 0) return { minSeconds: 0, maxSeconds: 0 };
  const rounds = images / concurrency;
  const atLeast = perMinute ? (images / perMinute) * 60 : 0;
  return {
    minSeconds: Math.ceil(Math.max(atLeast, p50 * Math.max(1, rounds))),
    maxSeconds: Math.ceil(Math.max(atLeast, p90 * Math.ceil(rounds))),
  };
}
