/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [number, number, number];

const named: readonly (readonly [RegExp, string])[] = [
  [/\b(dark|navy) blue|navy\b/, "#24344f"],
  [/\b(pink|rose)\b/, "#e8b7bd"],
  [/\bred\b/, "#b8433a"],
  [/\b(terracotta|rust)\b/, "#b9694b"],
  [/\b(orange|apricot)\b/, "#e29a5b"],
  [/\b(yellow|mustard)\b/, "#e6c25a"],
  [/\b(sage|olive)\b/, "#a3ab8b"],
  [/\b(green|mint)\b/, "#7fa588"],
  [/\b(teal|turquoise)\b/, "#4f9a97"],
  [/\b(blue|sky)\b/, "#8fb0d0"],
  [/\b(purple|violet|lavender|lilac)\b/, "#b3a2cf"],
  [/\b(beige|sand|cream|ivory)\b/, "#e2d4bf"],
  [/\bbrown\b/, "#8a6647"],
  [/\b(black|charcoal)\b/, "#2e2f33"],
  [/\bgr[ae]y\b/, "#b9bcc0"],
  [/\bwhite\b/, "#f4f3f1"],
];

/** The colour the words ask for: a hex value, or a colour's name. */
export function colourIn(words: string): string | undefined {
  return /#[0-9a-f]{6}\b/i.exec(words)?.[0] ?? named.find(([name]) => name.test(words))?.[1];
}

export function rgbOf(hex: string): Rgb {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

/** `hex` nearer to black (share below 0) or to white (above 0). */
export function shade(hex: string, share: number): string {
  const towards = share < 0 ? 0 : 255;
  const mixed = rgbOf(hex).map((value) => Math.round(value + (towards - value) * Math.abs(share)));
  return `#${mixed.map((value) => value.toString(16).padStart(2, "0")).join("")}`;
}

export function hashOf(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0;
  return hash;
}
