import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import { keyOf, productsIn, type ChosenPhoto, type Selection } from "../products/selection.ts";
import styles from "./chosen-strip.module.css";

type Props = { selection: Selection; onRemove: (photo: ChosenPhoto) => void };

/** The photos of this batch, each with a way to take it out again. */
export function ChosenStrip({ selection, onRemove }: Props) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between">
          <Text as="h2" variant="headingSm">
            {t("generate.chosen", { photos: selection.length, products: productsIn(selection) })}
          </Text>
          <Button variant="plain" url="/app/products">
            {t("generate.chooseMore")}
          </Button>
        </InlineStack>
        <ul className={styles.strip} aria-label={t("generate.chosenPhotos")}>
          {selection.map((photo) => (
            <li key={keyOf(photo)} className={styles.photo}>
              <img
                src={sizedUrl(photo.url, 160)}
                alt={photo.productTitle}
                loading="lazy"
                width={72}
                height={72}
              />
              <button
                type="button"
                className={styles.remove}
                aria-label={t("generate.takeOut", { product: photo.productTitle })}
                onClick={() => onRemove(photo)}
              >
                ×
              </button>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Panel>
  );
}
