import { Text } from "@shopify/polaris";
import { count } from "../frame/words.ts";
import type { QuoteSum } from "./quote-figures.tsx";

/** The whole quote in one line beside the button. */
export function QuoteSentence({ sum }: { sum: QuoteSum }) {
  return (
    <div aria-live="polite">
      <Text as="p" variant="headingSm">
        {count(sum.images, "image")} for {count(sum.credits, "credit")}
      </Text>
      <Text as="p" tone="subdued">
        {sum.images === 0 ? "All of them are made already." : "Only what succeeds is charged."}
      </Text>
    </div>
  );
}
