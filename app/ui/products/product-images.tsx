import { Link } from "@remix-run/react";
import { Badge, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { useRecipeName } from "../generate/recipe-name.ts";
import { PublicationState } from "../published/publication-state.tsx";
import { decisionKey } from "./decision-words.ts";
import styles from "./product-images.module.css";

export type ProductImage = {
  id: string;
  thumbnailUrl: string;
  altText: string;
  recipeKey: string;
  recipeName: string;
  decision: string;
  isKept: boolean;
  publication: { state: string; isRestoring: boolean } | null;
};

/** The Packshot images of one product, each with where it stands. */
export function ProductImages({ productId, images }: { productId: string; images: readonly ProductImage[] }) {
  const { t } = useTexts();
  const nameOf = useRecipeName();
  return (
    <Panel>
      <BlockStack gap="300">
        <InlineStack align="space-between" gap="200">
          <Text as="h2" variant="headingSm">
            {t("products.images")}
          </Text>
          {images.length > 0 && (
            <Button variant="plain" url={`/app/library?product=${productId}`}>
              {t("products.inLibrary")}
            </Button>
          )}
        </InlineStack>
        {images.length === 0 && (
          <Text as="p" tone="subdued">
            {t("products.noImages")}
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
                  {nameOf(image)}
                </Text>
                {image.publication ? (
                  <PublicationState {...image.publication} />
                ) : (
                  <Badge tone={image.decision === "approved" ? "success" : undefined}>
                    {t(decisionKey(image.decision))}
                  </Badge>
                )}
                {image.isKept && <Badge tone="info">{t("products.kept")}</Badge>}
              </InlineStack>
            </li>
          ))}
        </ul>
      </BlockStack>
    </Panel>
  );
}
