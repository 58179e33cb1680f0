import type { SelectionSummary } from "../../generation/selection.ts";
import type { Texts } from "../../texts/texts.ts";

export type Search = Omit<Extract<SelectionSummary, { from: "search" }>, "from">;

/** "All 1,240 draft products with tag summer": a search as a person would say it; how many it finds may not be known. */
export function foundWords(t: Texts["t"], { filters, collectionTitle = "" }: Search, total?: number): string {
  const { search = "", sku = "", status = "", vendor = "", productType = "", tag = "" } = filters;
  const isIn = filters.collectionId ? (collectionTitle ? "named" : "unnamed") : "none";
  return t("batches.found", {
    ...{ isKnown: total === undefined ? "no" : "yes", total: total ?? 0, status },
    ...{ collection: collectionTitle, isIn },
    ...{ search, hasSearch: yesIf(search), sku, hasSku: yesIf(sku), vendor, hasVendor: yesIf(vendor) },
    ...{ productType, hasType: yesIf(productType), tag, hasTag: yesIf(tag) },
  });
}

/** What a batch was made from. */
export function sourceWords(t: Texts["t"], source: SelectionSummary): string {
  if (source.from === "photos") return t("batches.fromPhotos");
  if (source.from === "list") return t("batches.fromList", { count: source.words });
  return foundWords(t, source);
}

const yesIf = (text: string) => (text === "" ? "no" : "yes");

type FromSource = { source: SelectionSummary; firstProduct: string | null; photos: number };

/** The same, with a product to know the batch by. */
export function batchSourceWords(t: Texts["t"], { source, firstProduct, photos }: FromSource): string {
  const words = { source: sourceWords(t, source), product: firstProduct ?? "" };
  if (firstProduct === null) return words.source;
  return photos > 1 ? t("batches.withProducts", words) : t("batches.withProduct", words);
}
