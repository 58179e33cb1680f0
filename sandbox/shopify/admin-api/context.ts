import { GraphQLError } from "graphql";
import { settleMedia } from "../product-media.ts";
import type { Media, Product, Shop, Token, Variant } from "../model.ts";
import type { Store } from "../store.ts";
import type { SearchWarning } from "./search.ts";

/** What every resolver of one request sees. */
export type Context = {
  store: Store;
  shop: Shop;
  token: Token;
  now: number;
  /** Answers every mutation with user errors instead of carrying it out. */
  refuseMutations: boolean;
  searchWarnings: SearchWarning[];
  warn: (warning: SearchWarning) => void;
  /** Media and variants of this shop by id, gathered when first asked for. */
  index: () => Index;
};
type Index = {
  media: Map<string, { media: Media; product: Product }>;
  variants: Map<string, { variant: Variant; product: Product }>;
};

/** GraphQL has checked the arguments by then, so each resolver names the shape it relies on. */
type Resolver = (source: never, args: never, context: Context) => unknown;
export type Resolvers = Record<string, Resolver>;

export function createContext(store: Store, shop: Shop, token: Token, refuseMutations: boolean): Context {
  let index: Index | undefined;
  const searchWarnings: SearchWarning[] = [];
  const now = store.now();
  return {
    store,
    shop,
    token,
    now,
    refuseMutations,
    searchWarnings,
    warn: (warning) => searchWarnings.push(warning),
    index: () => (index ??= indexOf(shop, now)),
  };
}

function indexOf(shop: Shop, now: number): Index {
  const index: Index = { media: new Map(), variants: new Map() };
  for (const product of shop.products.values()) {
    for (const media of settleMedia(product, now).media) index.media.set(media.id, { media, product });
    for (const variant of product.variants) index.variants.set(variant.id, { variant, product });
  }
  return index;
}

const GID = /^gid:\/\/shopify\/(\w+)\/([\w-]+)(\?.*)?$/;

/** The type named by a global id. Shopify refuses a request with anything else in the place of one. */
export function typeOfId(id: string): string {
  const type = GID.exec(id)?.[1];
  if (type) return type;
  throw new GraphQLError(`Invalid global id '${id}'`, {
    extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
  });
}

export const numericId = (id: string) => id.slice(id.lastIndexOf("/") + 1);

/** The product with this id in this shop, its media brought up to date; null for any other id. */
export function findProduct(context: Context, id: string): Product | null {
  typeOfId(id);
  const product = context.shop.products.get(id);
  return product ? settleMedia(product, context.now) : null;
}

/** The product that a variant of this shop is on. */
export function productOf(context: Context, variantId: string): Product {
  const found = context.index().variants.get(variantId);
  if (!found) throw new Error(`${variantId} is on no product`);
  return found.product;
}
