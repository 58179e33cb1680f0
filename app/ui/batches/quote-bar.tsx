import { Button, InlineStack } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { ActionBar } from "../frame/action-bar.tsx";
import type { QuoteSum } from "./quote-figures.tsx";
import { QuoteSentence } from "./quote-sentence.tsx";

type Props = {
  sum: QuoteSum;
  canStart: boolean;
  /** There is more than one image to make, and one of them can be paid. */
  canTry: boolean;
  isBusy: boolean;
  onStart: () => void;
  onTry: () => void;
};

/** The price once more, beside the buttons that spend it. */
export function QuoteBar({ sum, canStart, canTry, isBusy, onStart, onTry }: Props) {
  const { t } = useTexts();
  return (
    <ActionBar label={t("batches.start")}>
      <QuoteSentence sum={sum} />
      <InlineStack gap="200" blockAlign="center">
        {canTry && (
          <Button onClick={onTry} disabled={isBusy}>
            {t("batches.tryOne")}
          </Button>
        )}
        <Button variant="primary" size="large" loading={isBusy} disabled={!canStart} onClick={onStart}>
          {t("batches.startImages", { count: sum.images })}
        </Button>
      </InlineStack>
    </ActionBar>
  );
}
