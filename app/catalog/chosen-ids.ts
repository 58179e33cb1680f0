const GID = "gid://shopify/Product/";

/**
 * The products that a link in Shopify admin names, each once and in order: `id` on a product's page, `ids[]` (or `ids`)
 * for those ticked in a list. Their numbers, or whole ids; what can be neither names nothing.
 */
export function chosenIds(search: URLSearchParams): string[] {
  const given = ["id", "ids[]", "ids"].flatMap((name) => search.getAll(name));
  const ids = given.flatMap((text) => text.split(",")).map((text) => text.trim().replace(GID, ""));
  return [...new Set(ids.filter((id) => /^\d{1,20}$/.test(id)))];
}
