import { BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { PublicationState } from "../published/publication-state.tsx";

export type ImagePlace = {
  id: string;
  productId: string;
  productTitle: string;
  state: string;
  isRestoring: boolean;
};

/** The products that show an image, or are about to. */
export function ImagePlaces({ places }: { places: readonly ImagePlace[] }) {
  const { t } = useTexts();
  return (
    <Panel>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("library.places")}
        </Text>
        {places.length === 0 && (
          <Text as="p" tone="subdued">
            {t("library.nowhere")}
          </Text>
        )}
        {places.map(({ id, productId, productTitle, ...standing }) => (
          <InlineStack key={id} gap="200" blockAlign="center" align="space-between">
            <InlineStack gap="200" blockAlign="center">
              <Link url={`/app/products/${productId}`}>
                <bdi>{productTitle || t("library.anotherProduct")}</bdi>
              </Link>
              <PublicationState {...standing} />
            </InlineStack>
            <Button
              variant="plain"
              url={`shopify://admin/products/${productId}`}
              target="_top"
              accessibilityLabel={t("library.openNamed", { product: productTitle || productId })}
            >
              {t("products.openInShopify")}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Panel>
  );
}
