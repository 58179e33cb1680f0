import { PackshotError } from "../platform/errors.ts";

/** Shopify's own limit for the alt text of media. */
const MAX_ALT_TEXT = 512;

/**
 * The alt text an image starts with: it names the product, and says what the picture shows as far as we know. `recipe` as
 * it reads within a sentence; null: it says nothing about the picture.
 */
export function defaultAltText(productTitle: string, recipe: string | null, photoAlt: string): string {
  const title = oneLine(productTitle);
  const alt = oneLine(photoAlt);
  const shown = alt && alt !== title ? (alt.includes(title) ? alt : `${title}: ${alt}`) : title;
  return shortened(recipe === null ? shown : `${shown} (${oneLine(recipe)})`);
}

/** What a person typed, or `alt_text_wrong` when it is empty, too long or holds control characters. */
export function checkedAltText(typed: string): string {
  const text = typed.trim();
  const length = [...text].length;
  if (length === 0 || length > MAX_ALT_TEXT || /\p{Cc}/u.test(text)) {
    throw new PackshotError("alt_text_wrong", { length });
  }
  return text;
}

function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\s]+/gu, " ").trim();
}

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_ALT_TEXT ? text : `${characters.slice(0, MAX_ALT_TEXT - 1).join("")}…`;
}
