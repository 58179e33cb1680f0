import { planeLike, type Plane } from "./plane.ts";

/**
 * How much colour changes on the easiest way from the border of the picture to each pixel. What is reached without a
 * real step is background, even in the middle. Steps up to `noise` are free: a grain, or a soft gradient as on a wall.
 */
export function borderDistance(channels: Plane[], noise: number): Plane {
  const [shape] = channels as [Plane, ...Plane[]];
  const { width, height } = shape;
  const onBorder = (x: number, y: number) => x === 0 || y === 0 || x === width - 1 || y === height - 1;
  const distance = planeLike(shape, (_, x, y) => (onBorder(x, y) ? 0 : 1e6));
  for (let pass = 0; pass < 3; pass += 1) {
    sweep(distance, channels, noise, 1);
    sweep(distance, channels, noise, -1);
  }
  return distance;
}

/** One raster scan; each pixel is reached from the four neighbours that were scanned before. */
function sweep({ width, height, values }: Plane, channels: Plane[], noise: number, direction: 1 | -1): void {
  const before = [
    [-direction, noise],
    [-direction * width, noise],
    [-direction * (width + 1), noise * Math.SQRT2],
    [-direction * (width - 1), noise * Math.SQRT2],
  ] as const;
  for (let step = 0; step < height * width; step += 1) {
    const at = direction === 1 ? step : width * height - 1 - step;
    const x = at % width;
    if (x === 0 || x === width - 1) continue;
    let best = values[at] ?? 0;
    for (const [offset, free] of before) {
      const reached = values[at + offset];
      if (reached === undefined || reached >= best) continue;
      best = Math.min(best, reached + Math.max(0, stepBetween(channels, at, at + offset) - free));
    }
    values[at] = best;
  }
}

function stepBetween(channels: Plane[], a: number, b: number): number {
  let largest = 0;
  for (const { values } of channels)
    largest = Math.max(largest, Math.abs((values[a] ?? 0) - (values[b] ?? 0)));
  return largest;
}

export function percentile(values: Float32Array, share: number): number {
  return values.toSorted()[Math.floor(values.length * share)] ?? 0;
}
