import { Link } from "@remix-run/react";
import { Badge, BlockStack, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
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

const WORDS: Record<string, string> = { approved: "Approved", rejected: "Rejected" };

/** The images of a batch as they come in, newest first, after the places of those to come. */
export function Arrivals({ batchId, images, total, expected }: Props) {
  if (images.length + expected === 0) return null;
  const review = `/app/review?batch=${batchId}&show=all`;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Images
        </Text>
        <ul className={styles.grid}>
          {Array.from({ length: Math.min(expected, MOST_PLACES) }, (_, place) => (
            <li key={place} className={styles.place} aria-hidden="true" />
          ))}
          {images.map((image) => (
            <li key={image.id}>
              <Link to={`${review}&image=${image.id}`} className={styles.tile}>
                <img src={image.thumbnailUrl} alt={image.altText} loading="lazy" />
                {WORDS[image.decision] && <span className={styles.decision}>{WORDS[image.decision]}</span>}
                {image.isKept && (
                  <span className={styles.kept}>
                    <Badge tone="info">Kept</Badge>
                  </span>
                )}
              </Link>
            </li>
          ))}
          {total > images.length && (
            <li>
              <Link to={review} className={styles.more}>
                +{(total - images.length).toLocaleString("en")} more
              </Link>
            </li>
          )}
        </ul>
      </BlockStack>
    </Panel>
  );
}
