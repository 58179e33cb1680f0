import { Button, InlineStack } from "@shopify/polaris";
import { ActionBar } from "../frame/action-bar.tsx";
import { count } from "../frame/words.ts";
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
  return (
    <ActionBar label="Start">
      <QuoteSentence sum={sum} />
      <InlineStack gap="200" blockAlign="center">
        {canTry && (
          <Button onClick={onTry} disabled={isBusy}>
            Try it on one photo first
          </Button>
        )}
        <Button variant="primary" size="large" loading={isBusy} disabled={!canStart} onClick={onStart}>
          {`Start: ${count(sum.images, "image")}`}
        </Button>
      </InlineStack>
    </ActionBar>
  );
}
