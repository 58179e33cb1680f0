import type { AppLoadContext } from "@remix-run/node";
import type { ProductFilters } from "../../catalog/search-query.ts";
import type { AdminApi } from "../../platform/admin-api/admin-api.ts";
import { productsInWords } from "../../ui/frame/source-words.ts";

/** All products that a search finds: how many they are now, in words, and the search to go back to. */
export async function searchedSource(
  { catalog }: AppLoadContext["services"],
  admin: AdminApi,
  filters: ProductFilters,
) {
  const [total, options] = await Promise.all([
    catalog.count(admin, filters),
    filters.collectionId ? catalog.filterOptions(admin) : null,
  ]);
  const collection = options?.collections.find(({ id }) => id === filters.collectionId);
  const set = Object.entries(filters).filter(([, value]) => value);
  return {
    filters,
    query: new URLSearchParams(set).toString(),
    total,
    collectionTitle: collection?.title,
    words: `${total === 0 ? "No" : "All"} ${productsInWords(filters, total || undefined, collection?.title)}`,
  };
}
