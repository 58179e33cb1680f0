/** What the app answers at /api/product/ID. */
export type ProductImages = {
  images: { id: string; altText: string; thumbnailUrl: string }[];
  waiting: Counted;
  running: Counted;
  failed: Counted;
};

/** Counted no further than a person wants to know. */
export type Counted = { amount: number; isMore: boolean };

/**
 * Asked of the app's own domain, so Shopify adds the token that says who asks
 * (https://shopify.dev/docs/api/admin-extensions/latest/network-features). A token lives a minute: one that ended on its
 * way is asked for again, once.
 */
export async function fetchProductImages(product: string): Promise<ProductImages> {
  const ask = () => fetch(`/api/product/${product}`);
  const first = await ask();
  const answer = first.status === 401 ? await ask() : first;
  if (!answer.ok) throw new Error(`Packshot answered ${answer.status}`);
  return (await answer.json()) as ProductImages;
}
