import { Text } from "@shopify/polaris";

/** Before many products are read, the price is not known; that nothing is spent until then, is. */
export function QuoteSummary() {
  return (
    <div>
      <Text as="p" variant="headingSm">
        First the quote
      </Text>
      <Text as="p" tone="subdued">
        Packshot reads the products and shows the price. Nothing starts before you say so.
      </Text>
    </div>
  );
}
