import { Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

type Props = { photos: number; imagesPerPhoto: number; price: { credits: number; micros: number } | null };

/** The price before the run, said as the sum it is. */
export function PriceSummary({ photos, imagesPerPhoto, price }: Props) {
  const { t, money } = useTexts();
  const images = photos * imagesPerPhoto;
  return (
    <div aria-live="polite">
      <Text as="p" variant="headingSm">
        {t("generate.sum", { photos, each: imagesPerPhoto, images })}
      </Text>
      {price && (
        <Text as="p" tone="subdued">
          {t("generate.cost", { credits: price.credits, money: money(price.micros) })}
        </Text>
      )}
    </div>
  );
}
