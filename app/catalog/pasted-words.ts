/** No SKU or handle in Shopify is longer; a longer line is cut, and so is among what was not found. */
const LONGEST = 255;

/** What a person pasted, one SKU or handle per line: blank lines and repetitions, whatever their case, are left out. */
export function pastedWords(text: string): string[] {
  const lines = text.split(/[\r\n]+/u).map((line) => line.trim().slice(0, LONGEST));
  const words = new Map(lines.map((line) => [line.toLowerCase(), line]));
  words.delete("");
  return [...words.values()];
}
