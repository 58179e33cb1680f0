import { GraphQLError } from "graphql";
import type { Collection, Media, Product, Shop, Variant } from "../model.ts";
import { compareKeys, connection } from "./connection.ts";
import type { ConnectionArgs, Key } from "./connection.ts";
import { numericId } from "./context.ts";

export const productKeys: Record<string, (product: Product) => string | number> = {
  CREATED_AT: ({ createdAt }) => createdAt,
  ID: ({ id }) => Number(numericId(id)),
  PRODUCT_TYPE: ({ productType }) => productType.toLowerCase(),
  RELEVANCE: ({ id }) => Number(numericId(id)),
  TITLE: ({ title }) => title.toLowerCase(),
  UPDATED_AT: ({ updatedAt }) => updatedAt,
  VENDOR: ({ vendor }) => vendor.toLowerCase(),
};

export const variantKeys: Record<string, (variant: Variant) => string | number> = {
  ID: ({ id }) => Number(numericId(id)),
  RELEVANCE: ({ id }) => Number(numericId(id)),
  SKU: ({ sku }) => sku,
  TITLE: ({ title }) => title.toLowerCase(),
};

export const mediaKeys: Record<string, (media: Media) => number> = { ID: ({ id }) => Number(numericId(id)) };

export const collectionKeys: Record<string, (collection: Collection) => string | number> = {
  ID: ({ id }) => Number(numericId(id)),
  RELEVANCE: ({ id }) => Number(numericId(id)),
  TITLE: ({ title }) => title.toLowerCase(),
};

export type SortedArgs = ConnectionArgs & { sortKey: string };

/** A page of the items sorted by the value under `sortKey`, which is also what their cursors are made of. */
export function inOrderOf<Item extends { id: string }>(
  items: Item[],
  keys: Record<string, (item: Item) => string | number>,
  args: SortedArgs,
) {
  return pageOf(sorted(items, keyOf(keys, args.sortKey)), keys, args);
}

/** The same of items that are in order already. */
export function pageOf<Item extends { id: string }>(
  items: Item[],
  keys: Record<string, (item: Item) => string | number>,
  args: SortedArgs,
) {
  return connection(items, args, keyOf(keys, args.sortKey));
}

function keyOf<Item extends { id: string }>(
  keys: Record<string, (item: Item) => string | number>,
  sortKey: string,
): (item: Item) => Key {
  const valueOf = keys[sortKey];
  if (!valueOf) throw new GraphQLError(`Sorting by ${sortKey} is not simulated by the sandbox`);
  return (item) => ({ id: item.id, value: valueOf(item) });
}

const sorted = <Item>(items: Item[], keyOfItem: (item: Item) => Key) =>
  items
    .map((item) => ({ item, key: keyOfItem(item) }))
    .sort((one, other) => compareKeys(one.key, other.key))
    .map(({ item }) => item);

type Order = { items: Product[]; values: (string | number)[] };
const orders = new WeakMap<Shop, Map<string, Order>>();

/** All products of a shop in order. Kept between requests; looking whether it still holds is quicker than sorting. */
export function sortedProducts(shop: Shop, sortKey: string): Product[] {
  const keyOfProduct = keyOf(productKeys, sortKey);
  const kept = orders.get(shop) ?? new Map<string, Order>();
  const order = kept.get(sortKey);
  const holds =
    order?.items.length === shop.products.size &&
    order.items.every(
      (product, place) =>
        shop.products.get(product.id) === product && keyOfProduct(product).value === order.values[place],
    );
  if (holds) return order.items;
  const items = sorted([...shop.products.values()], keyOfProduct);
  kept.set(sortKey, { items, values: items.map((product) => keyOfProduct(product).value) });
  orders.set(shop, kept);
  return items;
}

/** A page of the items in the order they have: a cursor then remembers the place. */
export function inOrder<Item extends { id: string }>(items: Item[], args: ConnectionArgs) {
  const places = new Map(items.map((item, place) => [item.id, place]));
  return connection(items, args, ({ id }) => ({ id, value: places.get(id) ?? 0 }));
}
