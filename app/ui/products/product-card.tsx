import { Badge, BlockStack, Button, InlineStack, Link, Text } from "@shopify/polaris";
import { Panel } from "../frame/panel.tsx";
import { count } from "../frame/words.ts";
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
                <Badge tone="info">{count(product.images, "Packshot image")}</Badge>
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
  if (product.photos.length < 2) return null;
  const all = product.photos.every((photo) => isChosen(photo.id));
  const words = all ? "Clear" : `Choose all ${product.photos.length}`;
  return (
    <Button
      variant="plain"
      accessibilityLabel={`${words}: ${product.title}`}
      onClick={() =>
        onChoose(
          product.photos.map((photo) => chosenPhoto(product, photo)),
          !all,
        )
      }
    >
      {words}
    </Button>
  );
}

export function NoPhoto({ otherMedia }: { otherMedia: number }) {
  return (
    <Text as="p" tone="subdued">
      No usable photo.{" "}
      {otherMedia > 0 ? "Its media are videos, 3D models or unfinished uploads." : "It has no media."}
    </Text>
  );
}
