const LONGEST = 100;
const ENDING = ".jpg";

/**
 * Names the product for whoever sees the file, and the publication for us: it is how we know our media again. The id
 * must be random at its beginning (so no UUID of version 7, which begins with the time).
 */
export function fileNameFor({
  productTitle,
  recipeKey,
  publicationId,
}: {
  productTitle: string;
  recipeKey: string;
  publicationId: string;
}): string {
  const tail = `-${slug(recipeKey) || "image"}-${publicationId.slice(0, 8)}${ENDING}`;
  const title = slug(productTitle)
    .slice(0, LONGEST - tail.length)
    .replace(/-+$/, "");
  return (title || "product") + tail;
}

/**
 * Shopify keeps the name we give, and puts a UUID before the ending when it is taken.
 * `address` is that of the picture on Shopify's CDN.
 */
export function isNamed(address: string, fileName: string): boolean {
  // Ours need no decoding, and what others named may not bear it.
  const name = new URL(address).pathname.split("/").at(-1) ?? "";
  return name.startsWith(fileName.slice(0, -ENDING.length));
}

function slug(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
}
