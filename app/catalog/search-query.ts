import { cutText } from "../platform/plain-text.ts";
import { isNumericId } from "./gid.ts";

export const PRODUCT_STATUSES = ["ACTIVE", "DRAFT", "ARCHIVED", "UNLISTED"] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

export type ProductFilters = {
  /** Words of the title, or the beginning of a SKU. */
  search?: string;
  sku?: string;
  status?: ProductStatus;
  vendor?: string;
  productType?: string;
  tag?: string;
  collectionId?: string;
};

const LONGEST = 200;
const MOST_WORDS = 10;

/**
 * Shopify's search syntax (https://shopify.dev/docs/api/usage/search-syntax) for what the merchant typed and chose;
 * empty when that is nothing. What was typed is only ever a value, never syntax.
 */
export function buildSearchQuery(filters: ProductFilters): string {
  const terms = [
    ...wordsOf(filters.search).map((word) => `(title:${prefix(word)} OR sku:${prefix(word)})`),
    ...exactly("sku", filters.sku),
    ...(filters.status ? [`status:${filters.status.toLowerCase()}`] : []),
    ...exactly("vendor", filters.vendor),
    ...exactly("product_type", filters.productType),
    ...exactly("tag", filters.tag),
    ...(filters.collectionId ? [`collection_id:${numericOrNothing(filters.collectionId)}`] : []),
  ];
  return terms.join(" AND ");
}

function wordsOf(search = ""): string[] {
  return cutText(search, LONGEST).split(/\s+/u).filter(Boolean).slice(0, MOST_WORDS);
}

/** A plain word also finds what begins with it. Inside quotes a `*` is only a star, so others are found whole. */
function prefix(word: string): string {
  const isPlain = /^[\p{L}\p{N}][\p{L}\p{M}\p{N}_.-]*$/u.test(word) && !/^(AND|OR|NOT)$/i.test(word);
  return isPlain ? `${word}*` : quote(word);
}

function exactly(field: string, value = ""): string[] {
  const trimmed = cutText(value.trim(), LONGEST);
  return trimmed ? [`${field}:${quote(trimmed)}`] : [];
}

/** Whatever has one of these values in a field. */
export function anyOf(field: "handle" | "sku", values: readonly string[]): string {
  return values.map((value) => `${field}:${quote(value)}`).join(" OR ");
}

/** Between quotes only the quote itself and the backslash have a meaning left. */
function quote(value: string): string {
  return `"${value.replace(/[\\"]/g, "\\$&")}"`;
}

/** 0 is nobody's id: a collection that is no collection has no products. */
function numericOrNothing(id: string): string {
  return isNumericId(id) ? id : "0";
}
