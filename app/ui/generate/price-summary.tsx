import { InlineStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";

type Props = {
  photos: number;
  imagesPerPhoto: number;
  price: { credits: number; micros: number } | null;
  available: number;
};

/** The price before the run, said as the sum it is, and whether there is enough for it. */
export function PriceSummary({ photos, imagesPerPhoto, price, available }: Props) {
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
      {price && price.credits > available && (
        <InlineStack gap="100">
          <Text as="p" tone="critical">
            {t("generate.tooFew", { available })}
          </Text>
          <Link url="/app/credits">{t("generate.seeCredits")}</Link>
        </InlineStack>
      )}
    </div>
  );
}
