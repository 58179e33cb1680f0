import { createPlaces } from "./places.ts";

/** A line of waiting: so many steps at a time, begun in the order they came. Whoever is aborted while waiting leaves it. */
export function createLine(atOnce: number) {
  const places = createPlaces(atOnce);

  return async function inLine<T>(signal: AbortSignal, step: () => Promise<T>): Promise<T> {
    await places.take(signal);
    try {
      return await step();
    } finally {
      places.giveBack();
    }
  };
}
