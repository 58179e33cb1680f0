import type { Collection, Media, Product, Variant } from "../model.ts";
import { numericId, productOf } from "./context.ts";
import type { Context } from "./context.ts";
import type { SearchFields } from "./search.ts";
import { isIn } from "./shop-index.ts";

const PRODUCT_SEARCH: SearchFields<Product> = {
  anywhere: (product) => [
    product.title,
    product.vendor,
    product.productType,
    ...product.tags,
    ...product.variants.map(({ sku }) => sku),
  ],
  named: {
    id: { kind: "number", value: ({ id }) => Number(numericId(id)) },
    title: { kind: "text", values: ({ title }) => [title] },
    status: { kind: "exact", values: ({ status }) => [status] },
    vendor: { kind: "exact", values: ({ vendor }) => [vendor] },
    product_type: { kind: "exact", values: ({ productType }) => [productType] },
    tag: { kind: "exact", values: ({ tags }) => tags },
    handle: { kind: "exact", values: ({ handle }) => [handle] },
    sku: { kind: "exact", values: ({ variants }) => variants.map(({ sku }) => sku) },
    created_at: { kind: "moment", value: ({ createdAt }) => createdAt },
    updated_at: { kind: "moment", value: ({ updatedAt }) => updatedAt },
  },
};

/** Collections belong to the shop, so that the search for one needs it. */
export const productSearch = ({ shop }: Context): SearchFields<Product> => ({
  ...PRODUCT_SEARCH,
  named: {
    ...PRODUCT_SEARCH.named,
    collection_id: {
      kind: "exact",
      values: ({ id }) =>
        shop.collections.filter((collection) => isIn(collection, id)).map((found) => numericId(found.id)),
    },
  },
});

export const variantSearch = (context: Context): SearchFields<Variant> => ({
  anywhere: ({ title, sku }) => [title, sku],
  named: {
    id: { kind: "number", value: ({ id }) => Number(numericId(id)) },
    product_id: { kind: "exact", values: ({ id }) => [numericId(productOf(context, id).id)] },
    sku: { kind: "exact", values: ({ sku }) => [sku] },
    title: { kind: "text", values: ({ title }) => [title] },
  },
});

export const COLLECTION_SEARCH: SearchFields<Collection> = {
  anywhere: ({ title }) => [title],
  named: {
    id: { kind: "number", value: ({ id }) => Number(numericId(id)) },
    title: { kind: "text", values: ({ title }) => [title] },
  },
};

export const MEDIA_SEARCH: SearchFields<Media> = {
  anywhere: ({ alt }) => [alt],
  named: {
    id: { kind: "number", value: ({ id }) => Number(numericId(id)) },
    media_type: { kind: "exact", values: ({ type }) => [contentType(type)] },
  },
};

export const contentType = (type: Media["type"]) =>
  ({ MediaImage: "IMAGE", Video: "VIDEO", Model3d: "MODEL_3D", ExternalVideo: "EXTERNAL_VIDEO" })[type];
