export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

/** The value that this share of all values does not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error("no values");
  return value;
}

export function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}

export function rounded2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** How far apart the runs of one figure were. */
export function spread(values: readonly number[]): number {
  return rounded2(Math.max(...values) - Math.min(...values));
}
