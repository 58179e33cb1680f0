import type { Product } from "../../sandbox/shopify/model.ts";
import { moveMedia, removeMedia, settleMedia } from "../../sandbox/shopify/product-media.ts";
import { addMedia, type Store } from "../../sandbox/shopify/store.ts";

/** A product's own media and what its variants show: by ids, with the alt texts. */
export type Own = { media: { id: string; alt: string }[]; shown: (string | undefined)[] };

export function ownOf(product: Product, now: number): Own {
  const { media, variants } = settleMedia(product, now);
  return {
    media: media.map(({ id, alt }) => ({ id, alt })),
    shown: variants.map(({ mediaIds }) => mediaIds[0]),
  };
}

/** What a merchant does in Shopify, once on the product and once on what it would be without Packshot. */
type Edit = (product: Product, own: Own, store: Store) => void;

/** The last photo and the last variant: of the first ones Packshot's images are made. */
export const EDITS: Record<string, Edit> = {
  adds(product, own, store) {
    const { id, alt } = addMedia(store, product, { alt: "added" });
    own.media.push({ id, alt });
  },
  moves(product, own) {
    const last = own.media.at(-1);
    if (!last) return;
    moveMedia(product, [{ id: last.id, newPosition: 0 }]);
    own.media = [last, ...own.media.slice(0, -1)];
  },
  removes(product, own) {
    const last = own.media.at(-1);
    if (!last) return;
    removeMedia(product, [last.id]);
    own.media = own.media.slice(0, -1);
    own.shown = own.shown.map((id) => (id === last.id ? undefined : id));
  },
  links(product, own) {
    const [variant, second] = [product.variants.at(-1), own.media[1]];
    if (!variant || !second) return;
    variant.mediaIds = [second.id];
    own.shown[own.shown.length - 1] = second.id;
  },
};

/** The old order as far as it is there, what was added after it; and the variants with what they showed then. */
export function inOldOrder(before: Own, now: Own): Own {
  const isIn = (own: Own) => (one: { id: string }) => own.media.some(({ id }) => id === one.id);
  const there = (id: string | undefined) => id === undefined || now.media.some((one) => one.id === id);
  return {
    media: [...before.media.filter(isIn(now)), ...now.media.filter((one) => !isIn(before)(one))],
    shown: before.shown.map((id, n) => (there(id) ? id : now.shown[n])),
  };
}
