import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { Panel } from "../ui/frame/panel.tsx";
import { MAX_PHOTOS } from "../generation/selection.ts";
import { PackshotError } from "../platform/errors.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { PhotoPicker } from "../ui/products/photo-picker.tsx";
import { ChooseAll, NoPhoto } from "../ui/products/product-card.tsx";
import { ProductImages } from "../ui/products/product-images.tsx";
import { ProductStatus } from "../ui/products/product-status.tsx";
import { SelectionBar } from "../ui/products/selection-bar.tsx";
import { chosenIn } from "../ui/products/selection.ts";
import { useSelection } from "../ui/products/use-selection.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { imageTiles } from "./edge/image-view.server.ts";
import { idIn } from "./edge/input.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const IMAGES_SHOWN = 60;

export const loader = embeddedLoader(async ({ shop, admin, params, services }) => {
  const id = idIn(params);
  const [product, { images }] = await Promise.all([
    services.catalog.product(admin, id),
    services.library.list(shop, { productId: id, limit: IMAGES_SHOWN }),
  ]);
  if (!product) throw new PackshotError("not_found", { product: id });
  return { shop, limit: MAX_PHOTOS, product, images: await imageTiles(services, shop, images) };
});

export default function Product() {
  const { shop, limit, product, images } = useLoaderData<typeof loader>();
  const { selection, choose, clear } = useSelection(shop);
  const isChosenOf = chosenIn(selection);
  const isChosen = (photoId: string) => isChosenOf(product.id, photoId);

  return (
    <Screen
      title={product.title}
      back={{ label: "Products", url: "/app/products" }}
      aside={<ProductStatus status={product.status} />}
      actions={
        <Button url={`shopify://admin/products/${product.id}`} target="_top">
          Open in Shopify
        </Button>
      }
    >
      <Panel>
        <BlockStack gap="300">
          <InlineStack align="space-between">
            <Text as="h2" variant="headingSm">
              Photos
            </Text>
            <ChooseAll product={product} isChosen={isChosen} onChoose={choose} />
          </InlineStack>
          {product.photos.length === 0 ? (
            <NoPhoto otherMedia={product.otherMedia} />
          ) : (
            <PhotoPicker product={product} isChosen={isChosen} onChoose={choose} />
          )}
        </BlockStack>
      </Panel>
      <ProductImages productId={product.id} images={images} />
      <SelectionBar selection={selection ?? []} limit={limit} onClear={clear} />
    </Screen>
  );
}
