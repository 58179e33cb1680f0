import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

/** Before many products are read, the price is not known; that nothing is spent until then, is. */
export function QuoteSummary() {
  const { t } = useTexts();
  return (
    <div>
      <Text as="p" variant="headingSm">
        {t("generate.quoteFirst")}
      </Text>
      <Text as="p" tone="subdued">
        {t("generate.quoteFirstHelp")}
      </Text>
    </div>
  );
}
