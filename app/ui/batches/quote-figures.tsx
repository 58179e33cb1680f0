import { BlockStack, InlineGrid, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { betweenSeconds } from "../frame/time-words.ts";
import { count, dollars } from "../frame/words.ts";

export type QuoteSum = {
  images: number;
  credits: number;
  micros: number;
  seconds: { min: number; max: number };
};

type Props = {
  source: string;
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
  const { images, credits, micros, seconds } = sum;
  return (
    <Panel>
      <BlockStack gap="400">
        <BlockStack gap="100">
          <Text as="h2" variant="headingSm">
            Your quote
          </Text>
          <Text as="p" tone="subdued" breakWord>
            <span dir="auto">{source}</span> · {format}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 3 }} gap="400">
          <Figure
            label={count(images, "image").replace(/^\S+ /, "")}
            value={images.toLocaleString("en")}
            note={`${count(photos, "photo")} × ${count(imagesPerPhoto, "image")}`}
          />
          <Figure
            label={count(credits, "credit").replace(/^\S+ /, "")}
            value={credits.toLocaleString("en")}
            note={`about ${dollars(micros)} · you have ${available.toLocaleString("en")}`}
          />
          <Figure
            label="expected time"
            value={images === 0 ? "–" : betweenSeconds(seconds.min, seconds.max)}
            note={images === 0 ? "nothing to make" : "an estimate, from how fast the image model is"}
          />
        </InlineGrid>
        <Text as="p" variant="bodySm" tone="subdued">
          A failed image costs nothing. A rejected image carries one free regeneration.
        </Text>
      </BlockStack>
    </Panel>
  );
}

function Figure({ label, value, note }: { label: string; value: string; note: string }) {
  return (
    <div>
      <Text as="p">
        <Text as="span" variant="headingLg" numeric>
          {value}
        </Text>{" "}
        {label}
      </Text>
      <Text as="p" variant="bodySm" tone="subdued">
        {note}
      </Text>
    </div>
  );
}
