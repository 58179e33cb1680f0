/** Colours as `#rrggbb`; mixing is done per channel, which is good enough for shading. */
const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

export function mix(from: string, to: string, share: number): string {
  const other = channels(to);
  const mixed = channels(from).map((value, index) =>
    Math.round(value + ((other[index] ?? 0) - value) * share),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export const lighter = (hex: string, share: number) => mix(hex, "#ffffff", share);
/** Shadows lean to a warm dark instead of black: they look less like a drawing. */
export const darker = (hex: string, share: number) => mix(hex, "#17120f", share);
