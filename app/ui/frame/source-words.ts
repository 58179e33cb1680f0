import { count } from "./words.ts";

export type SourceFilters = Partial<
  Record<"search" | "sku" | "status" | "vendor" | "productType" | "tag" | "collectionId", string>
>;

/** "1,240 draft products with tag summer": a search as a person would say it. */
export function productsInWords(filters: SourceFilters, total?: number, collectionTitle?: string): string {
  const { search, sku, status, vendor, productType, tag, collectionId } = filters;
  const kind = status ? `${status.toLowerCase()} product` : "product";
  const products = total === undefined ? `${kind}s` : count(total, kind);
  const parts = [
    collectionId && `in ${collectionTitle ? `“${collectionTitle}”` : "a collection"}`,
    search && `matching “${search}”`,
    sku && `with SKU ${sku}`,
    vendor && `by ${vendor}`,
    productType && `of type ${productType}`,
    tag && `with tag ${tag}`,
  ].filter(Boolean);
  return [products, ...parts].join(" ");
}

type Source = { from: string; filters?: SourceFilters; collectionTitle?: string; words?: number };

/** What a batch was made from, for lists of batches. */
export function sourceInWords({ from, filters = {}, collectionTitle, words }: Source): string {
  if (from === "search") return `All ${productsInWords(filters, undefined, collectionTitle)}`;
  if (from !== "list") return "Chosen photos";
  return words === undefined
    ? "Pasted list"
    : `${count(words, "pasted SKU or handle", "pasted SKUs or handles")}`;
}
