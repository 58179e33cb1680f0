import { BlockStack } from "@shopify/polaris";
import { useState } from "react";
import type { SelectionSummary } from "../../generation/selection.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { NothingHere } from "../frame/nothing-here.tsx";
import { AllMade } from "./all-made.tsx";
import { CannotStart } from "./cannot-start.tsx";
import { Duplicates } from "./duplicates.tsx";
import { whyNot, type Purse } from "./fits.ts";
import { LeftOut } from "./left-out.tsx";
import { QuoteBar } from "./quote-bar.tsx";
import { QuoteFigures, type QuoteSum } from "./quote-figures.tsx";
import { sourceWords } from "./source-words.ts";

export type QuoteView = {
  photos: number;
  imagesPerPhoto: number;
  /** Photos that have such an image already. */
  duplicates: number;
  /** The sum without the duplicates, and with them. */
  without: QuoteSum;
  with: QuoteSum;
  skipped: Record<string, number>;
  notFound: { count: number; words: string[] };
};

type Props = {
  source: SelectionSummary;
  format: string;
  quote: QuoteView;
  purse: Purse;
  isBusy: boolean;
  onStart: (withDuplicates: boolean) => void;
  onTry: () => void;
};

/** A quote waits for a yes: everything a person has to know before, and the button. */
export function Quote({ source, format, quote, purse, isBusy, onStart, onTry }: Props) {
  const [withDuplicates, setWithDuplicates] = useState(false);
  const { skipped, notFound, duplicates, imagesPerPhoto } = quote;
  const leftOut = <LeftOut skipped={skipped} notFound={notFound} />;
  if (quote.photos === 0) {
    return (
      <BlockStack gap="400">
        <NothingToMake source={source} />
        {leftOut}
      </BlockStack>
    );
  }
  const sum = withDuplicates ? quote.with : quote.without;
  const photos = withDuplicates ? quote.photos : quote.photos - duplicates;
  const why = sum.images === 0 ? null : whyNot(sum.credits, purse);
  return (
    <BlockStack gap="400">
      {quote.without.images === 0 && <AllMade photos={quote.photos} />}
      <QuoteFigures {...{ source, format, photos, imagesPerPhoto, sum }} available={purse.available} />
      <CannotStart why={why} />
      <Duplicates photos={duplicates} isWanted={withDuplicates} onChange={setWithDuplicates} />
      {leftOut}
      <QuoteBar
        {...{ sum, isBusy, onTry }}
        canStart={sum.images > 0 && why === null}
        canTry={sum.images > 1 && whyNot(sum.credits / sum.images, purse) === null}
        onStart={() => onStart(withDuplicates)}
      />
    </BlockStack>
  );
}

function NothingToMake({ source }: { source: SelectionSummary }) {
  const { t } = useTexts();
  const action =
    source.from === "list"
      ? { content: t("batches.pasteAnother"), url: "/app/generate?from=list" }
      : { content: t("batches.chooseOthers"), url: "/app/products" };
  return (
    <NothingHere heading={t("batches.emptyQuote")} action={action}>
      {t("batches.emptyQuoteHelp", { source: sourceWords(t, source) })}
    </NothingHere>
  );
}
