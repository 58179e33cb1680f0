/** A small one-channel picture for typed-array work. */
export interface Plane {
  width: number;
  height: number;
  values: Float32Array;
}

export function planeLike(
  { width, height }: Plane,
  value: (at: number, x: number, y: number) => number,
): Plane {
  const values = new Float32Array(width * height);
  for (let y = 0, at = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, at += 1) values[at] = value(at, x, y);
  return { width, height, values };
}

/** Mean over a square of `radius` around each pixel. */
export function boxBlur(plane: Plane, radius: number): Plane {
  return transposed(blurRows(transposed(blurRows(plane, radius)), radius));
}

function blurRows({ width, height, values }: Plane, radius: number): Plane {
  const result = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1) {
    const row = y * width;
    let sum = 0;
    let count = 0;
    for (let x = -radius; x < width; x += 1) {
      const [enters, leaves] = [x + radius, x - radius - 1];
      if (enters < width) {
        sum += values[row + enters] ?? 0;
        count += 1;
      }
      if (leaves >= 0) {
        sum -= values[row + leaves] ?? 0;
        count -= 1;
      }
      if (x >= 0) result[row + x] = sum / count;
    }
  }
  return { width, height, values: result };
}

function transposed({ width, height, values }: Plane): Plane {
  const result = new Float32Array(values.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) result[x * height + y] = values[y * width + x] ?? 0;
  return { width: height, height: width, values: result };
}

/** Smooths `input` but keeps its edges where `guide` has edges: He, Sun and Tang, "Guided Image Filtering" (2010). */
export function guidedFilter(input: Plane, guide: Plane, radius: number, epsilon: number): Plane {
  const times = (a: Plane, b: Plane) => planeLike(a, (at) => (a.values[at] ?? 0) * (b.values[at] ?? 0));
  const meanGuide = boxBlur(guide, radius);
  const meanInput = boxBlur(input, radius);
  const meanBoth = boxBlur(times(guide, input), radius);
  const meanSquare = boxBlur(times(guide, guide), radius);
  const slope = planeLike(input, (at) => {
    const mean = meanGuide.values[at] ?? 0;
    const covariance = (meanBoth.values[at] ?? 0) - mean * (meanInput.values[at] ?? 0);
    return covariance / ((meanSquare.values[at] ?? 0) - mean * mean + epsilon);
  });
  const offset = planeLike(
    input,
    (at) => (meanInput.values[at] ?? 0) - (slope.values[at] ?? 0) * (meanGuide.values[at] ?? 0),
  );
  const meanSlope = boxBlur(slope, radius);
  const meanOffset = boxBlur(offset, radius);
  return planeLike(input, (at) => {
    const value = (meanSlope.values[at] ?? 0) * (guide.values[at] ?? 0) + (meanOffset.values[at] ?? 0);
    return Math.min(1, Math.max(0, value));
  });
}
