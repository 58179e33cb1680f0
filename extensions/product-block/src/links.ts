/** The numeric part of Shopify's global id. */
export function numberOf(gid: string): string {
  return gid.split("/").at(-1) ?? "";
}

/** Pages of Packshot. `app:` is Shopify's own way to name them: it knows the app's address in admin. */
export const links = {
  review: (product: string) => `app:app/review?product=${product}`,
  allImages: (product: string) => `app:app/review?product=${product}&show=all`,
  image: (product: string, image: string) => `app:app/review?product=${product}&show=all&image=${image}`,
  generate: (product: string) => `app:app/choose?id=${product}`,
};
