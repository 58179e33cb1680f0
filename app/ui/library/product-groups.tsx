import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { ImageGrid, type LibraryTile } from "./image-grid.tsx";

type ProductGroup = {
  productId: string;
  title: string;
  images: readonly LibraryTile[];
  counts: { undecided: number; approved: number; rejected: number };
  isMore: boolean;
};

type Props = {
  groups: readonly ProductGroup[];
  urlFor: (productId: string) => string;
  isChosen: (id: string) => boolean;
  onChoose: (images: readonly LibraryTile[], isChosen: boolean) => void;
};

/** Products, each with its newest images. */
export function ProductGroups({ groups, urlFor, ...choosing }: Props) {
  const { t } = useTexts();
  return groups.map(({ productId, title, images, counts, isMore }) => {
    const all = counts.undecided + counts.approved + counts.rejected;
    return (
      <Panel key={productId}>
        <BlockStack gap="300">
          <InlineStack gap="200" align="space-between" blockAlign="center">
            <BlockStack>
              <Text as="h2" variant="headingSm" breakWord>
                <span dir="auto">{title}</span>
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {t("library.counts", { ...counts, isMore: isMore ? "yes" : "no" })}
              </Text>
            </BlockStack>
            {(all > images.length || isMore) && (
              <Button url={urlFor(productId)} accessibilityLabel={t("library.seeAllOf", { product: title })}>
                {t("library.seeAll")}
              </Button>
            )}
          </InlineStack>
          <ImageGrid images={images} isOfOneProduct {...choosing} />
        </BlockStack>
      </Panel>
    );
  });
}
