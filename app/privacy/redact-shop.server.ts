import { beginErasing, type BeginErasingDeps } from "./begin-erasing.server.ts";
import { isGoneSince, type ShopEvent } from "./webhooks.ts";

/**
 * Shopify asks for a shop's erasure two days after it left. One that came back is left alone; one whose
 * `app/uninstalled` was lost on its way is not.
 */
export async function redactShop(
  deps: BeginErasingDeps,
  shop: string,
  event: Pick<ShopEvent, "triggeredAt">,
): Promise<void> {
  await beginErasing(deps, shop, {
    why: "redact",
    now: new Date(),
    isDue: ({ uninstalledAt, seenInstalledAt }) =>
      uninstalledAt !== null || isGoneSince(event, seenInstalledAt),
  });
}
