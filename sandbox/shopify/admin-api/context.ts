import { GraphQLError } from "graphql";
import { settleMedia } from "../product-media.ts";
import type { BulkOperation, Product, Shop, Token } from "../model.ts";
import type { Store } from "../store.ts";
import type { SearchWarning } from "./search.ts";
import { lookIn, type ShopIndex } from "./shop-index.ts";

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
  /** Media and variants of this shop by id. */
  index: () => ShopIndex;
  /** What the request started, for whoever runs it. */
  startedBulk: BulkOperation[];
  /** Set while a bulk query runs, a few of its root objects at a time. */
  bulk: BulkRun | null;
};
export type BulkRun = { roots: readonly object[] | null; from: number; to: number };

/** GraphQL has checked the arguments by then, so each resolver names the shape it relies on. */
type Resolver = (source: never, args: never, context: Context) => unknown;
export type Resolvers = Record<string, Resolver>;

export function createContext(store: Store, shop: Shop, token: Token, refuseMutations: boolean): Context {
  let index: ShopIndex | undefined;
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
    index: () => (index ??= lookIn(shop, now)),
    startedBulk: [],
    bulk: null,
  };
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
  const found = context.index().variant(variantId);
  if (!found) throw new Error(`${variantId} is on no product`);
  return found.product;
}
