import { GraphQLError } from "graphql";
import type { Collection, Media, Product, Variant } from "../model.ts";
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
  const valueOf = keys[args.sortKey];
  if (!valueOf) throw new GraphQLError(`Sorting by ${args.sortKey} is not simulated by the sandbox`);
  const keyOf = (item: Item): Key => ({ id: item.id, value: valueOf(item) });
  const sorted = items.toSorted((one, other) => compareKeys(keyOf(one), keyOf(other)));
  return connection(sorted, args, keyOf);
}

/** A page of the items in the order they have: a cursor then remembers the place. */
export function inOrder<Item extends { id: string }>(items: Item[], args: ConnectionArgs) {
  const places = new Map(items.map((item, place) => [item.id, place]));
  return connection(items, args, ({ id }) => ({ id, value: places.get(id) ?? 0 }));
}
