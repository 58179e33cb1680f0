import { Link } from "@remix-run/react";
import { Badge, BlockStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { loadingOf } from "../frame/picture-loading.ts";
import { decisionKey } from "../products/decision-words.ts";
import styles from "./arrivals.module.css";

type Arrival = { id: string; thumbnailUrl: string; altText: string; decision: string; isKept: boolean };

type Props = {
  batchId: string;
  images: readonly Arrival[];
  /** All that are made, also those not shown here. */
  total: number;
  /** Those still to come. */
  expected: number;
};

const MOST_PLACES = 6;
/** A row on a desktop. */
const SEEN_FIRST = 7;

/** The images of a batch as they come in, newest first, after the places of those to come. */
export function Arrivals({ batchId, images, total, expected }: Props) {
  const { t } = useTexts();
  if (images.length + expected === 0) return null;
  const review = `/app/review?batch=${batchId}&show=all`;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("batches.images")}
        </Text>
        <ul className={styles.grid}>
          {Array.from({ length: Math.min(expected, MOST_PLACES) }, (_, place) => (
            <li key={place} className={styles.place} aria-hidden="true" />
          ))}
          {images.map((image, place) => (
            <li key={image.id}>
              <Link to={`${review}&image=${image.id}`} className={styles.tile}>
                <img src={image.thumbnailUrl} alt={image.altText} {...loadingOf(place, SEEN_FIRST)} />
                {image.decision !== "undecided" && (
                  <span className={styles.decision}>{t(decisionKey(image.decision))}</span>
                )}
                {image.isKept && (
                  <span className={styles.kept}>
                    <Badge tone="info">{t("products.kept")}</Badge>
                  </span>
                )}
              </Link>
            </li>
          ))}
          {total > images.length && (
            <li>
              <Link to={review} className={styles.more}>
                {t("batches.more", { count: total - images.length })}
              </Link>
            </li>
          )}
        </ul>
      </BlockStack>
    </Panel>
  );
}
