import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { SelectionSummary } from "../../generation/selection.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { sourceWords } from "./source-words.ts";

export type QuoteSum = {
  images: number;
  credits: number;
  micros: number;
  seconds: { min: number; max: number };
};

type Props = {
  source: SelectionSummary;
  /** Aspect ratio and size of the images. */
  format: string;
  photos: number;
  imagesPerPhoto: number;
  sum: QuoteSum;
  /** Credits the shop can spend now. */
  available: number;
};

/** The price before the run: what it makes, what it costs, how long it takes. */
export function QuoteFigures({ source, format, photos, imagesPerPhoto, sum, available }: Props) {
  const { t, rich, money } = useTexts();
  const { images, credits, micros, seconds } = sum;
  const madeOf = t("batches.sumImagesNote", { photos, each: imagesPerPhoto });
  const cost = t("batches.sumCreditsNote", { money: money(micros), available });
  return (
    <Panel>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            {t("batches.yourQuote")}
          </Text>
          <Text as="p" tone="subdued" breakWord>
            <span dir="auto">{sourceWords(t, source)}</span> · {format}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Figure note={madeOf}>{rich<ReactNode>("batches.sumImages", { count: images, big })}</Figure>
          <Figure note={cost}>{rich<ReactNode>("batches.sumCredits", { count: credits, big })}</Figure>
          <TimeFigure seconds={images === 0 ? null : seconds} />
        </InlineGrid>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("batches.costsNothing")}
        </Text>
      </BlockStack>
    </Panel>
  );
}

function TimeFigure({ seconds }: { seconds: QuoteSum["seconds"] | null }) {
  const { t, rich, durations } = useTexts();
  const time = seconds ? durations(seconds.min, seconds.max) : "–";
  return (
    <Figure note={t(seconds ? "batches.sumTimeNote" : "batches.nothingToMake")}>
      {rich<ReactNode>("batches.sumTime", { time, big })}
    </Figure>
  );
}

function Figure({ note, children }: { note: string; children: ReactNode }) {
  return (
    <div>
      <Text as="p">{children}</Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {note}
      </Text>
    </div>
  );
}

/** The number of a figure. */
function big(number: ReactNode[]): ReactNode {
  return (
    <Text key="big" as="span" variant="headingLg" numeric>
      {number}
    </Text>
  );
}
