import { priceOf } from "../credits/price.ts";
import type { Claim } from "./generation-store.server.ts";

/**
 * What one call costs the operator now. A batch is priced for the model that was configured when it was quoted; the one
 * that is asked may be dearer since, and then the spending limit counts that. What the shop is charged stays as quoted.
 */
export function callMicrosOf(
  { imageSize, callMicros }: Pick<Claim, "imageSize" | "callMicros">,
  model: string,
) {
  const now = BigInt(priceOf({ images: 1, model, imageSize })?.micros ?? 0);
  return now > callMicros ? now : callMicros;
}
