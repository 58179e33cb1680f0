import { createHmac } from "node:crypto";

/** What stands for a shop where its name must not. The same shop always gets the same one. */
export type PseudonymOf = (shop: string) => string;

/** Keyed: whoever has the records but not the key cannot find a shop's by trying names. */
export function createPseudonyms(key: Buffer): PseudonymOf {
  return (shop) => `erased:${createHmac("sha256", key).update(shop).digest("hex")}`;
}
