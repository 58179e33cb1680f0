import { Badge, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { Panel } from "../frame/panel.tsx";
import { chosenPhoto, PhotoPicker, type PickerProduct } from "./photo-picker.tsx";
import { ProductStatus } from "./product-status.tsx";
import type { ChosenPhoto } from "./selection.ts";

type CardProduct = PickerProduct & {
  status: string;
  vendor: string;
  hiddenPhotos: number;
  otherMedia: number;
  /** Packshot images made from its photos. */
  images: number;
};

type Props = {
  product: CardProduct;
  isChosen: (photoId: string) => boolean;
  onChoose: (photos: ChosenPhoto[], chosen: boolean) => void;
};

/** One product of the list with its photos. */
export function ProductCard({ product, isChosen, onChoose }: Props) {
  const { t } = useTexts();
  const url = `/app/products/${product.id}`;
  return (
    <Panel padding={{ xs: "300", sm: "400" }}>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="start" gap="200">
          <BlockStack gap="050">
            <Text as="h2" variant="headingSm" breakWord>
              <Link url={url} monochrome removeUnderline>
                <span dir="auto">{product.title}</span>
              </Link>
            </Text>
            {product.vendor && (
              <Text as="p" variant="bodySm" tone="subdued">
                <span dir="auto">{product.vendor}</span>
              </Text>
            )}
          </BlockStack>
          <InlineStack gap="200" blockAlign="center">
            <ProductStatus status={product.status} />
            {product.images > 0 && (
              <Link url={url} removeUnderline>
                <Badge tone="info">{t("products.imageCount", { count: product.images })}</Badge>
              </Link>
            )}
            <ChooseAll product={product} isChosen={isChosen} onChoose={onChoose} />
          </InlineStack>
        </InlineStack>
        {product.photos.length === 0 ? (
          <NoPhoto otherMedia={product.otherMedia} />
        ) : (
          <PhotoPicker
            product={product}
            hidden={product.hiddenPhotos}
            isChosen={isChosen}
            onChoose={onChoose}
          />
        )}
      </BlockStack>
    </Panel>
  );
}

/** Worth a button only where there are several. */
export function ChooseAll({
  product,
  isChosen,
  onChoose,
}: Omit<Props, "product"> & { product: PickerProduct }) {
  const { t } = useTexts();
  const count = product.photos.length;
  if (count < 2) return null;
  const all = product.photos.every((photo) => isChosen(photo.id));
  const of = { product: product.title };
  return (
    <Button
      variant="plain"
      accessibilityLabel={all ? t("products.clearOf", of) : t("products.chooseAllOf", { ...of, count })}
      onClick={() =>
        onChoose(
          product.photos.map((photo) => chosenPhoto(product, photo)),
          !all,
        )
      }
    >
      {all ? t("products.clear") : t("products.chooseAll", { count })}
    </Button>
  );
}

export function NoPhoto({ otherMedia }: { otherMedia: number }) {
  const { t } = useTexts();
  return (
    <Text as="p" tone="subdued">
      {t(otherMedia > 0 ? "products.onlyOtherMedia" : "products.noMedia")}
    </Text>
  );
}
