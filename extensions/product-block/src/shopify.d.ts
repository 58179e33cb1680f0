import type { Api } from "@shopify/ui-extensions/admin.product-details.block.render";

declare global {
  /** What Shopify puts into the extension's worker. */
  const shopify: Api;
}
