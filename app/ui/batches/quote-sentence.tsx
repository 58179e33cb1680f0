import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import type { QuoteSum } from "./quote-figures.tsx";

/** The whole quote in one line beside the button. */
export function QuoteSentence({ sum }: { sum: QuoteSum }) {
  const { t } = useTexts();
  return (
    <div aria-live="polite">
      <Text as="p" variant="headingSm">
        {t("batches.quoteLine", { images: sum.images, credits: sum.credits })}
      </Text>
      <Text as="p" tone="subdued">
        {t(sum.images === 0 ? "batches.madeAlready" : "batches.chargedOnly")}
      </Text>
    </div>
  );
}
