import { PackshotError } from "../platform/errors.ts";

const MOST_WORDS = 50_000;
/** Shopify's own limit for SKUs and handles. */
const LONGEST = 255;

/** Pasted SKUs or handles, each once, in their order, and found again whatever their case. */
export type WordList = { words: string[]; indexOf: (text: string) => number | undefined };

export function wordList(pasted: readonly string[]): WordList {
  const places = new Map<string, number>();
  const words: string[] = [];
  for (const text of pasted) {
    const word = text.trim();
    if (!word || places.has(keyOf(word))) continue;
    places.set(keyOf(word), words.length);
    words.push(word);
  }
  if (words.length > MOST_WORDS) {
    throw new PackshotError("list_too_long", { words: words.length, most: MOST_WORDS });
  }
  return { words, indexOf: (text) => places.get(keyOf(text)) };
}

const keyOf = (text: string) => text.trim().normalize("NFC").toLowerCase();

/** Whether anything in a shop can be called so. */
export const isPossible = (word: string) => word.length <= LONGEST;

/** A set of small numbers that fits into a line of JSON. */
export function bitsFrom(base64: string, size: number): Buffer {
  const bits = Buffer.alloc(Math.ceil(size / 8));
  Buffer.from(base64, "base64").copy(bits);
  return bits;
}

export function setBit(bits: Buffer, place: number): void {
  bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
}

export function hasBit(bits: Buffer, place: number): boolean {
  return ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}
