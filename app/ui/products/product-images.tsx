import { Link } from "@remix-run/react";
import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { PublicationState } from "../published/publication-state.tsx";
import styles from "./product-images.module.css";

export type ProductImage = {
  id: string;
  thumbnailUrl: string;
  altText: string;
  recipeName: string;
  decision: string;
  isKept: boolean;
  publication: { state: string; isRestoring: boolean } | null;
};

const DECISIONS: Record<string, string> = {
  undecided: "To review",
  approved: "Approved",
  rejected: "Rejected",
};

/** The Packshot images of one product, each with where it stands. */
export function ProductImages({ productId, images }: { productId: string; images: readonly ProductImage[] }) {
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          Packshot images
        </Text>
        {images.length === 0 && (
          <Text as="p" tone="subdued">
            None yet.
          </Text>
        )}
        <ul className={styles.grid}>
          {images.map((image) => (
            <li key={image.id}>
              <Link
                className={styles.link}
                to={`/app/review?product=${productId}&show=all&image=${image.id}`}
              >
                <img src={image.thumbnailUrl} alt={image.altText} loading="lazy" />
              </Link>
              <InlineStack gap="100">
                <Text as="span" variant="bodySm" tone="subdued">
                  {image.recipeName}
                </Text>
                {image.publication ? (
                  <PublicationState {...image.publication} />
                ) : (
                  <Badge tone={image.decision === "approved" ? "success" : undefined}>
                    {DECISIONS[image.decision] ?? image.decision}
                  </Badge>
                )}
                {image.isKept && <Badge tone="info">Kept</Badge>}
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Panel>
  );
}
