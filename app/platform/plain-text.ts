/**
 * Text as every part of ours can keep it: PostgreSQL takes no NUL, and its JSON no half of a surrogate pair. Line breaks
 * and tabs are the only control characters anybody means.
 */
export function plainText(text: string): string {
  return text.toWellFormed().replace(/[^\P{Cc}\n\r\t]/gu, "");
}

/** At most so many UTF-16 units, and never half of a character at the end. */
export function cutText(text: string, most: number): string {
  return text.slice(0, most).replace(/[\ud800-\udbff]$/, "");
}
