import type { AppLoadContext } from "@remix-run/node";
import type { ProductFilters } from "../../catalog/search-query.ts";
import type { AdminApi } from "../../platform/admin-api/admin-api.ts";

/** All products that a search finds: how many they are now, and the search to go back to. */
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
    search: { filters, collectionTitle: collection?.title },
    query: new URLSearchParams(set).toString(),
    total,
  };
}
