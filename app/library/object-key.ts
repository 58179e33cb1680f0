import { randomBytes } from "node:crypto";

const EXTENSIONS = { "image/png": "png", "image/jpeg": "jpg", "image/webp": "webp" } as const;

/** Keys of one attempt and no other, so that a late worker can never overwrite an image somebody approved. */
export function objectKeys(
  shop: string,
  generationId: string,
  attempt: number,
  mimeType: keyof typeof EXTENSIONS,
): { original: string; thumbnail: string } {
  const stem = `shops/${shop}/images/${generationId}/${attempt}-${randomBytes(9).toString("base64url")}`;
  return { original: `${stem}.${EXTENSIONS[mimeType]}`, thumbnail: `${stem}-thumbnail.webp` };
}

/** The generation whose attempt made this key. */
export function generationOf(key: string): string {
  return key.split("/")[3] ?? "";
}
