import { Banner, BlockStack, Button, InlineStack } from "@shopify/polaris";
import { useState } from "react";
import { ActionBar } from "../frame/action-bar.tsx";
import { count } from "../frame/words.ts";
import { NothingHere } from "../frame/nothing-here.tsx";
import { Duplicates } from "./duplicates.tsx";
import { whyNot, type Purse } from "./fits.ts";
import { LeftOut } from "./left-out.tsx";
import { QuoteFigures, type QuoteSum } from "./quote-figures.tsx";
import { QuoteSentence } from "./quote-sentence.tsx";

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
  source: string;
  quote: QuoteView;
  purse: Purse;
  isBusy: boolean;
  onStart: (withDuplicates: boolean) => void;
  onTry: () => void;
};

/** A quote waits for a yes: everything a person has to know before, and the button. */
export function Quote({ source, quote, purse, isBusy, onStart, onTry }: Props) {
  const [withDuplicates, setWithDuplicates] = useState(false);
  const sum = withDuplicates ? quote.with : quote.without;
  const photos = withDuplicates ? quote.photos : quote.photos - quote.duplicates;
  const why = sum.images === 0 ? null : whyNot(sum.credits, purse);
  return (
    <BlockStack gap="400">
      {quote.photos === 0 ? (
        <NothingHere heading="Nothing to make" action={{ content: "Choose others", url: "/app/products" }}>
          {`${source}: no photo is left to make an image of.`}
        </NothingHere>
      ) : (
        <QuoteFigures
          source={source}
          photos={photos}
          imagesPerPhoto={quote.imagesPerPhoto}
          sum={sum}
          available={purse.available}
        />
      )}
      {why && (
        <Banner
          tone="warning"
          title="This batch cannot start as it is"
          action={{ content: "See credits", url: "/app/credits" }}
        >
          <p>{why}</p>
        </Banner>
      )}
      <Duplicates photos={quote.duplicates} isWanted={withDuplicates} onChange={setWithDuplicates} />
      <LeftOut skipped={quote.skipped} notFound={quote.notFound} />
      {quote.photos > 0 && (
        <ActionBar label="Start">
          <QuoteSentence sum={sum} />
          <InlineStack gap="200" blockAlign="center">
            <Button onClick={onTry} disabled={isBusy}>
              Try it on one photo first
            </Button>
            <Button
              variant="primary"
              size="large"
              loading={isBusy}
              disabled={sum.images === 0 || why !== null}
              onClick={() => onStart(withDuplicates)}
            >
              {`Start: ${count(sum.images, "image")}`}
            </Button>
          </InlineStack>
        </ActionBar>
      )}
    </BlockStack>
  );
}
