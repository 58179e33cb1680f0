/** A smaller rendition of a photo: Shopify's CDN resizes by the `width` parameter. */
export function sizedUrl(url: string, width: number): string {
  if (!URL.canParse(url)) return url;
  const sized = new URL(url);
  sized.searchParams.set("width", String(width));
  return sized.href;
}
