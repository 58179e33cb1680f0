import { PackshotError } from "../errors.ts";
import type { ObjectStore } from "./object-store.ts";

type Options = Parameters<ObjectStore["signedUrl"]>[1];

/** A signed address of a file of this shop; of another's none is made, whatever key a row may hold. */
export async function signedAddress(
  objects: Pick<ObjectStore, "signedUrl">,
  shop: string,
  key: string,
  options?: Options,
): Promise<string> {
  if (!key.startsWith(`shops/${shop}/`)) throw new PackshotError("not_found", { shop });
  return objects.signedUrl(key, options);
}
