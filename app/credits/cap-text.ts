/** A cap as a person types it: whole credits, or nothing for the default. */
export function isCapText(text: string): boolean {
  return /^\d{0,8}$/.test(text.trim());
}
