import "@shopify/ui-extensions/preact";
import { render } from "preact";
import { Block } from "./block.tsx";
import { numberOf } from "./links.ts";

/** Shopify calls this once for each product page that shows the block. */
export default async function productBlock(): Promise<void> {
  render(<Block productId={numberOf(shopify.data.selected[0]?.id ?? "")} />, document.body);
}
