import { BlockStack, InlineStack, Spinner, Text } from "@shopify/polaris";
import type { SelectionSummary } from "../../generation/selection.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { sourceWords } from "./source-words.ts";

type Props = { source: SelectionSummary; products: number; photos: number; total: number | null };

/** The products are being read: how far, for as long as it takes. */
export function Collecting({ source, products, photos, total }: Props) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack gap="300" blockAlign="center" wrap={false}>
          <Spinner size="small" accessibilityLabel={t("batches.working")} />
          <Text as="h2" variant="headingSm">
            {t("batches.reading")}
          </Text>
        </InlineStack>
        <div aria-live="polite">
          <Text as="p">
            {total === null
              ? t("batches.read", { products, photos })
              : t("batches.readOf", { products, photos, total })}
          </Text>
        </div>
        <Text as="p" tone="subdued" breakWord>
          <span dir="auto">{sourceWords(t, source)}</span>
        </Text>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("batches.mayCloseReading")}
        </Text>
      </BlockStack>
    </Panel>
  );
}
