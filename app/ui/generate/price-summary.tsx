import { Text } from "@shopify/polaris";
import { count, dollars } from "../frame/words.ts";

type Props = { photos: number; imagesPerPhoto: number; price: { credits: number; micros: number } | null };

/** The price before the run, said as the sum it is. */
export function PriceSummary({ photos, imagesPerPhoto, price }: Props) {
  const images = photos * imagesPerPhoto;
  return (
    <div aria-live="polite">
      <Text as="p" variant="headingSm">
        {count(photos, "photo")} × {count(imagesPerPhoto, "image")} = {count(images, "image")}
      </Text>
      {price && (
        <Text as="p" tone="subdued">
          {count(price.credits, "credit")} · about {dollars(price.micros)}
        </Text>
      )}
    </div>
  );
}
