import { PackshotError } from "../platform/errors.ts";

type GidType = "Product" | "ProductVariant" | "Collection" | "MediaImage";

/** Shopify's global id of a numeric one. Whatever else stands in an address is an id of nothing. */
export function toGid(type: GidType, id: string): string {
  if (!isNumericId(id)) throw new PackshotError("not_found", { type, id: id.slice(0, 60) });
  return `gid://shopify/${type}/${id}`;
}

/** The numeric part of a global id, as text: it may be longer than a number holds. */
export function fromGid(gid: string): string {
  const id = /^gid:\/\/shopify\/\w+\/(\d+)$/.exec(gid)?.[1];
  if (!id) throw new Error(`Not one of Shopify's ids: ${gid.slice(0, 60)}`);
  return id;
}

export function isNumericId(id: string): boolean {
  return /^\d{1,20}$/.test(id);
}
