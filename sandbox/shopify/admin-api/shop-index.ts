import type { Collection, Media, Product, Shop, Variant } from "../model.ts";
import { settleMedia } from "../product-media.ts";

type Found = { media: Map<string, Product>; variants: Map<string, Product> };
export type ShopIndex = {
  media: (id: string) => { media: Media; product: Product } | null;
  variant: (id: string) => { variant: Variant; product: Product } | null;
};

const indexes = new WeakMap<Shop, Found>();

/**
 * Which product of a shop a media or a variant is on. Kept between requests, for shops with 50,000 products; what is not
 * where it was, or was never seen, is looked for again, once for a request.
 */
export function lookIn(shop: Shop, now: number): ShopIndex {
  let isFresh = false;
  const found = () => indexes.get(shop) ?? refresh();
  function refresh(): Found {
    isFresh = true;
    const index = indexOf(shop, now);
    indexes.set(shop, index);
    return index;
  }
  function find<Item>(id: string, productsOf: (found: Found) => Map<string, Product>, on: On<Item>) {
    const there = (index: Found) => {
      const product = productsOf(index).get(id);
      if (!product || shop.products.get(product.id) !== product) return null;
      const item = on(settleMedia(product, now));
      return item ? { item, product } : null;
    };
    return there(found()) ?? (isFresh ? null : there(refresh()));
  }
  return {
    media(id) {
      const at = find(
        id,
        (index) => index.media,
        (product) => product.media.find((media) => media.id === id),
      );
      return at && { media: at.item, product: at.product };
    },
    variant(id) {
      const at = find(
        id,
        (index) => index.variants,
        (product) => product.variants.find((variant) => variant.id === id),
      );
      return at && { variant: at.item, product: at.product };
    },
  };
}
type On<Item> = (product: Product) => Item | undefined;

function indexOf(shop: Shop, now: number): Found {
  const found: Found = { media: new Map(), variants: new Map() };
  for (const product of shop.products.values()) {
    for (const media of settleMedia(product, now).media) found.media.set(media.id, product);
    for (const variant of product.variants) found.variants.set(variant.id, product);
  }
  return found;
}

const members = new WeakMap<Collection, { of: string[]; ids: Set<string> }>();

/** Whether a product is in a collection, which may hold half a catalogue. */
export function isIn(collection: Collection, productId: string): boolean {
  const { productIds } = collection;
  const known = members.get(collection);
  if (known?.of === productIds && known.ids.size === productIds.length) return known.ids.has(productId);
  const ids = new Set(productIds);
  members.set(collection, { of: productIds, ids });
  return ids.has(productId);
}
