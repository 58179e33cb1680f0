import { cutText } from "../platform/plain-text.ts";

/** No SKU or handle in Shopify is longer; a longer line is cut, and so is among what was not found. */
const LONGEST = 255;

/**
 * What a person pasted, one SKU or handle per line: blank lines and repetitions, whatever their case, are left out. Of
 * more than `most` one more is answered: nobody needs to know how many more.
 */
export function pastedWords(text: string, most: number): string[] {
  const words = new Map<string, string>();
  for (const [line] of text.matchAll(/[^\r\n]+/gu)) {
    const word = cutText(line.trim(), LONGEST).trimEnd();
    if (word !== "") words.set(word.toLowerCase(), word);
    if (words.size > most) break;
  }
  return [...words.values()];
}
