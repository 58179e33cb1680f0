import { BlockStack, InlineStack, Spinner, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";

type Props = { source: string; products: number; photos: number; total: number | null };

/** The products are being read: how far, for as long as it takes. */
export function Collecting({ source, products, photos, total }: Props) {
  const of = total === null ? "" : ` of about ${total.toLocaleString("en")}`;
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Spinner size="small" accessibilityLabel="Working" />
          <Text as="h2" variant="headingSm">
            Reading the products for your quote
          </Text>
        </InlineStack>
        <div aria-live="polite">
          <Text as="p">
            {`${products.toLocaleString("en")}${of} ${products === 1 && total === null ? "product" : "products"} read, ${count(photos, "photo")} so far`}
          </Text>
        </div>
        <Text as="p" tone="subdued" breakWord>
          <span dir="auto">{source}</span>
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          You can close this page. The quote will be here, and nothing starts before you say so.
        </Text>
      </BlockStack>
    </Panel>
  );
}
