import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { z } from "zod";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { Panel } from "../ui/frame/panel.tsx";
import { ImagesInStore } from "../ui/retention/images-in-store.tsx";
import { MAX_PHOTOS } from "../generation/selection.ts";
import { PackshotError } from "../platform/errors.ts";
import { useTexts } from "../texts/speaking.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { PhotoPicker } from "../ui/products/photo-picker.tsx";
import { ChooseAll, NoPhoto } from "../ui/products/product-card.tsx";
import { ProductImages } from "../ui/products/product-images.tsx";
import { ProductStatus } from "../ui/products/product-status.tsx";
import { SelectionBar } from "../ui/products/selection-bar.tsx";
import { chosenIn } from "../ui/products/selection.ts";
import { useSelection } from "../ui/products/use-selection.ts";
import { storedView } from "./edge/batch-view.server.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { imageTiles } from "./edge/image-view.server.ts";
import { idIn, newFormToken, readForm } from "./edge/input.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const IMAGES_SHOWN = 60;

export const loader = embeddedLoader(async ({ shop, person, admin, params, services }) => {
  const id = idIn(params);
  const [product, { images }, stored] = await Promise.all([
    services.catalog.product(admin, id),
    services.library.list(shop, { productId: id, limit: IMAGES_SHOWN }),
    storedView(services, shop, { subject: "product", subjectId: id }),
  ]);
  if (!product) throw new PackshotError("not_found", { product: id });
  const { canEditProducts } = person;
  const tiles = await imageTiles(services, shop, images);
  return {
    shop,
    limit: MAX_PHOTOS,
    product,
    images: tiles,
    stored,
    canEditProducts,
    formToken: newFormToken(),
  };
});

const ProductForm = z.object({ intent: z.literal("delete_all") });

/** Only what is ours: an id of nothing, or of another shop's, names no image here. */
export const action = embeddedAction(async ({ request, shop, editor, params, services }) => {
  const which = { subject: "product" as const, subjectId: idIn(params) };
  await readForm(request, ProductForm);
  const { images, published } = await services.library.countToDelete(shop, which);
  if (images + published === 0) throw new PackshotError("not_found", { product: which.subjectId });
  await services.library.removeMany(shop, await editor(), which);
  return { ok: true };
});

export default function Product() {
  const { t } = useTexts();
  const { shop, limit, product, images, stored, canEditProducts, formToken } = useLoaderData<typeof loader>();
  const deleting = useFetcher<typeof action>();
  const { selection, choose, clear } = useSelection(shop);
  const isChosenOf = chosenIn(selection);
  const isChosen = (photoId: string) => isChosenOf(product.id, photoId);

  return (
    <Screen
      title={product.title}
      back={{ label: t("frame.products"), url: "/app/products" }}
      aside={<ProductStatus status={product.status} />}
      actions={
        <Button url={`shopify://admin/products/${product.id}`} target="_top">
          {t("products.openInShopify")}
        </Button>
      }
    >
      <Panel>
        <BlockStack gap="300">
          <InlineStack align="space-between">
            <Text as="h2" variant="headingSm">
              {t("products.photos")}
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
      <FailureBanner code={failureIn(deleting.data)} />
      <ImagesInStore
        {...stored}
        canDelete={canEditProducts}
        isBusy={deleting.state !== "idle"}
        onDelete={() => deleting.submit({ intent: "delete_all", formToken }, { method: "post" })}
      />
      <SelectionBar selection={selection ?? []} limit={limit} onClear={clear} />
    </Screen>
  );
}
