import { Link } from "@remix-run/react";
import { BlockStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import styles from "./recent-images.module.css";

type RecentImage = { id: string; batchId: string; thumbnailUrl: string; altText: string };

/** The newest images in one row that scrolls sideways. */
export function RecentImages({ images }: { images: readonly RecentImage[] }) {
  const { t } = useTexts();
  if (images.length === 0) return null;
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("home.latestImages")}
        </Text>
        <ul className={styles.strip}>
          {images.map((image) => (
            <li key={image.id}>
              <Link to={`/app/review?batch=${image.batchId}&show=all`} className={styles.link}>
                <img src={image.thumbnailUrl} alt={image.altText} loading="lazy" width={112} height={112} />
              </Link>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Panel>
  );
}
