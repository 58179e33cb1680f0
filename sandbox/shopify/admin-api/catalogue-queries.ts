import { GraphQLError } from "graphql";
import { connection } from "./connection.ts";
import type { ConnectionArgs } from "./connection.ts";
import { findProduct, typeOfId } from "./context.ts";
import type { Context, Resolvers } from "./context.ts";
import { search } from "./search.ts";
import { COLLECTION_SEARCH, productSearch, variantSearch } from "./search-fields.ts";
import { collectionKeys, inOrderOf, pageOf, productKeys, sortedProducts, variantKeys } from "./sorting.ts";
import type { SortedArgs } from "./sorting.ts";

type ListArgs = SortedArgs & { query?: string | null };

const searchProducts = (context: Context, query: string | null | undefined, sortKey = "ID") =>
  search(sortedProducts(context.shop, sortKey), query, productSearch(context), context.warn);

const strings = (values: Iterable<string>, args: ConnectionArgs) =>
  connection([...new Set(values)].filter(Boolean).sort(), args, (value) => ({ id: value, value }));

export const catalogueQueries: Resolvers = {
  products: (_: unknown, args: ListArgs, context) => {
    return pageOf(searchProducts(context, args.query, args.sortKey), productKeys, args);
  },
  product: (_: unknown, { id }: { id: string }, context) => {
    if (typeOfId(id) !== "Product") {
      throw new GraphQLError(`Invalid id: ${id}`, { extensions: { code: "RESOURCE_NOT_FOUND" } });
    }
    return findProduct(context, id);
  },
  productsCount: (_: unknown, args: { query?: string | null; limit?: number | null }, context) => {
    const { length } = searchProducts(context, args.query);
    const limit = args.limit ?? length;
    return { count: Math.min(length, limit), precision: length > limit ? "AT_LEAST" : "EXACT" };
  },
  productVariants: (_: unknown, args: ListArgs, context) => {
    const variants = [...context.shop.products.values()].flatMap((product) => product.variants);
    return inOrderOf(search(variants, args.query, variantSearch(context), context.warn), variantKeys, args);
  },
  productTypes: (_: unknown, args: ConnectionArgs, { shop }) =>
    strings(
      [...shop.products.values()].map(({ productType }) => productType),
      args,
    ),
  productVendors: (_: unknown, args: ConnectionArgs, { shop }) =>
    strings(
      [...shop.products.values()].map(({ vendor }) => vendor),
      args,
    ),
  productTags: (_: unknown, args: ConnectionArgs, { shop }) =>
    strings(
      [...shop.products.values()].flatMap(({ tags }) => tags),
      args,
    ),
  collections: (_: unknown, args: ListArgs, context) =>
    inOrderOf(
      search(context.shop.collections, args.query, COLLECTION_SEARCH, context.warn),
      collectionKeys,
      args,
    ),
};
