import type { Collection, Product, Variant } from "../model.ts";
import { settleMedia } from "../product-media.ts";
import type { ConnectionArgs } from "./connection.ts";
import { numericId, productOf } from "./context.ts";
import type { Resolvers } from "./context.ts";
import { search } from "./search.ts";
import { isIn } from "./shop-index.ts";
import { MEDIA_SEARCH } from "./search-fields.ts";
import { inOrder, inOrderOf, mediaKeys, productKeys, variantKeys } from "./sorting.ts";
import type { SortedArgs } from "./sorting.ts";

const exactly = (count: number) => ({ count, precision: "EXACT" });

export const productFields: Resolvers = {
  legacyResourceId: ({ id }: Product) => numericId(id),
  description: ({ descriptionHtml }: Product, { truncateAt }: { truncateAt?: number | null }) => {
    const text = descriptionHtml
      .replace(/<[^>]*>/g, " ")
      .replace(/\s+/g, " ")
      .trim();
    return typeof truncateAt === "number" ? text.slice(0, truncateAt) : text;
  },
  featuredMedia: (product: Product, _: unknown, { now }) => settleMedia(product, now).media[0] ?? null,
  media: (product: Product, args: SortedArgs & { query?: string | null }, context) => {
    const { media } = settleMedia(product, context.now);
    const found = search(media, args.query, MEDIA_SEARCH, context.warn);
    return args.sortKey === "POSITION" ? inOrder(found, args) : inOrderOf(found, mediaKeys, args);
  },
  mediaCount: ({ media }: Product) => exactly(media.length),
  variants: ({ variants }: Product, args: SortedArgs) =>
    args.sortKey === "POSITION" ? inOrder(variants, args) : inOrderOf(variants, variantKeys, args),
  variantsCount: ({ variants }: Product) => exactly(variants.length),
  hasOnlyDefaultVariant: ({ variants }: Product) =>
    variants.length === 1 && variants[0]?.title === "Default Title",
  collections: ({ id }: Product, args: ConnectionArgs, { shop }) =>
    inOrder(
      shop.collections.filter((collection) => isIn(collection, id)),
      args,
    ),
  inCollection: (product: Product, { id }: { id: string }, { shop }) =>
    shop.collections.some((collection) => collection.id === id && isIn(collection, product.id)),
};

export const variantFields: Resolvers = {
  legacyResourceId: ({ id }: Variant) => numericId(id),
  displayName: ({ id, title }: Variant, _: unknown, context) => `${productOf(context, id).title} - ${title}`,
  position: (variant: Variant, _: unknown, context) =>
    productOf(context, variant.id).variants.indexOf(variant) + 1,
  product: ({ id }: Variant, _: unknown, context) => productOf(context, id),
  media: ({ mediaIds }: Variant, args: ConnectionArgs, context) =>
    inOrder(
      mediaIds.flatMap((id) => context.index().media(id)?.media ?? []),
      args,
    ),
};

export const collectionFields: Resolvers = {
  legacyResourceId: ({ id }: Collection) => numericId(id),
  products: (collection: Collection, args: SortedArgs, { shop }) => {
    const products = collection.productIds.flatMap((id) => shop.products.get(id) ?? []);
    if (args.sortKey === "COLLECTION_DEFAULT") return inOrder(products, args);
    const sortKey = args.sortKey === "CREATED" ? "CREATED_AT" : args.sortKey;
    return inOrderOf(products, productKeys, { ...args, sortKey });
  },
  productsCount: ({ productIds }: Collection, _: unknown, { shop }) =>
    exactly(productIds.filter((id) => shop.products.has(id)).length),
};
