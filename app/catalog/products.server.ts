import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  FilterOptions as FilterOptionsOperation,
  NewestProducts,
  ProductById,
  SearchProducts,
} from "../platform/admin-api/operations.generated.ts";
import { catalogProduct, type CatalogProduct } from "./catalog-product.ts";
import { fromGid, isNumericId, toGid } from "./gid.ts";
import { buildSearchQuery, type ProductFilters } from "./search-query.ts";

const PAGE = 20;

export type ProductSearch = ProductFilters & { after?: string; before?: string };
export type ProductPage = { products: CatalogProduct[]; next: string | null; previous: string | null };
export type FilterOptions = {
  collections: { id: string; title: string }[];
  vendors: string[];
  productTypes: string[];
  tags: string[];
};

/** One page by title, each product with its first six media; `next` and `previous` are for `after` and `before`. */
export async function searchProducts(admin: AdminApi, search: ProductSearch): Promise<ProductPage> {
  const page = search.before ? { last: PAGE, before: search.before } : { first: PAGE, after: search.after };
  const query = buildSearchQuery(search) || null;
  const { products } = await admin.request(SearchProducts, { query, ...page });
  const { hasNextPage, hasPreviousPage, startCursor, endCursor } = products.pageInfo;
  return {
    products: products.nodes.map(catalogProduct),
    next: hasNextPage ? endCursor : null,
    previous: hasPreviousPage ? startCursor : null,
  };
}

type FirstPhoto = { productId: string; productTitle: string; photoId: string; photoUrl: string };

/** The first photo of each of the newest products, of those alone that have one among their first media. */
export async function newestPhotos(
  admin: AdminApi,
  { search, limit }: { search: string; limit: number },
): Promise<FirstPhoto[]> {
  const query = buildSearchQuery({ search }) || null;
  const { products } = await admin.request(NewestProducts, { query, first: limit });
  return products.nodes.map(catalogProduct).flatMap(({ id, title, photos: [photo] }) => {
    return photo ? [{ productId: id, productTitle: title, photoId: photo.id, photoUrl: photo.url }] : [];
  });
}

/** With all its media; null when there is no such product in this shop. */
export async function productById(admin: AdminApi, id: string): Promise<CatalogProduct | null> {
  if (!isNumericId(id)) return null;
  const { product } = await admin.request(ProductById, { id: toGid("Product", id) });
  return product && catalogProduct(product);
}

export async function filterOptions(admin: AdminApi): Promise<FilterOptions> {
  const answer = await admin.request(FilterOptionsOperation, {});
  return {
    collections: answer.collections.nodes.map(({ id, title }) => ({ id: fromGid(id), title })),
    vendors: texts(answer.productVendors),
    productTypes: texts(answer.productTypes),
    tags: texts(answer.productTags),
  };
}

/** Shopify lists the empty type of products that have none. */
function texts(connection: { nodes: string[] } | null): string[] {
  return (connection?.nodes ?? []).filter((text) => text !== "");
}
