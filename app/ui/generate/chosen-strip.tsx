import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { sizedUrl } from "../frame/sized-url.ts";
import { count } from "../frame/words.ts";
import { keyOf, productsIn, type ChosenPhoto, type Selection } from "../products/selection.ts";
import styles from "./chosen-strip.module.css";

type Props = { selection: Selection; onRemove: (photo: ChosenPhoto) => void };

/** The photos of this batch, each with a way to take it out again. */
export function ChosenStrip({ selection, onRemove }: Props) {
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between">
          <Text as="h2" variant="headingSm">
            {count(selection.length, "photo")} of {count(productsIn(selection), "product")}
          </Text>
          <Button variant="plain" url="/app/products">
            Choose more
          </Button>
        </InlineStack>
        <ul className={styles.strip} aria-label="Chosen photos">
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
                aria-label={`Take out this photo of ${photo.productTitle}`}
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
