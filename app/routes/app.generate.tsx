import { redirect } from "@remix-run/node";
import { Form, useActionData, useLoaderData, useNavigation } from "@remix-run/react";
import { BlockStack, SkeletonBodyText } from "@shopify/polaris";
import { Panel } from "../ui/frame/panel.tsx";
import { useState } from "react";
import { priceOf, sizesOf } from "../credits/price.ts";
import { MAX_IMAGES_PER_PHOTO } from "../generation/batch-form.ts";
import { ASPECT_RATIOS, RECIPES, type ImageSize } from "../generation/recipe.ts";
import { FailureBanner } from "../ui/frame/failure-banner.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { ChosenStrip } from "../ui/generate/chosen-strip.tsx";
import { GenerateFields } from "../ui/generate/generate-fields.tsx";
import { useSelection } from "../ui/products/use-selection.ts";
import { readBatchForm } from "./edge/batch-form.server.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { newFormToken } from "./edge/input.server.ts";
import { recipeChoice } from "./edge/recipe-choice.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

export const loader = embeddedLoader(async ({ shop, services }) => {
  const { model } = services.batches;
  return {
    shop,
    model,
    recipes: RECIPES.map(recipeChoice),
    aspectRatios: ASPECT_RATIOS,
    imageSizes: sizesOf(model),
    maxImagesPerPhoto: MAX_IMAGES_PER_PHOTO,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, person, admin, services }) => {
  const form = await readBatchForm(request);
  const batch = await services.batches.start({ shop, person, admin, form });
  return redirect(`/app/batches/${batch.id}?started`);
});

export default function Generate() {
  const { shop, model, formToken, ...choices } = useLoaderData<typeof loader>();
  const { selection, choose } = useSelection(shop);
  // Kept while the page is open: sent again after an unclear failure, the form still means the same batch.
  const [token] = useState(formToken);
  const failure = failureIn(useActionData<typeof action>());
  const sceneError = failure?.code.startsWith("prompt_") ? failure.sentence : undefined;
  const isBusy = useNavigation().state !== "idle";

  if (selection === null) return <Waiting />;
  if (selection.length === 0) return <NothingChosen />;
  const photos = selection.map(({ productId, photoId }) => ({ productId, photoId }));
  return (
    <Screen title="Generate" back={{ label: "Products", url: "/app/products" }}>
      <ChosenStrip selection={selection} onRemove={(photo) => choose([photo], false)} />
      <Form method="post">
        <input type="hidden" name="formToken" value={token} />
        <input type="hidden" name="photos" value={JSON.stringify(photos)} />
        <GenerateFields
          {...choices}
          photos={photos.length}
          priceOf={(images, imageSize) => priceOf({ images, model, imageSize: imageSize as ImageSize })}
          sceneError={sceneError}
          isBusy={isBusy}
        >
          <FailureBanner sentence={sceneError ? undefined : failure?.sentence} />
        </GenerateFields>
      </Form>
    </Screen>
  );
}

function Waiting() {
  return (
    <Screen title="Generate" back={{ label: "Products", url: "/app/products" }}>
      <BlockStack gap="400">
        <Panel>
          <SkeletonBodyText lines={3} />
        </Panel>
        <Panel>
          <SkeletonBodyText lines={8} />
        </Panel>
      </BlockStack>
    </Screen>
  );
}

function NothingChosen() {
  return (
    <Screen title="Generate" back={{ label: "Products", url: "/app/products" }}>
      <NothingHere heading="Choose photos first" action={{ content: "Choose photos", url: "/app/products" }}>
        Pick one or more photos of your products. Then choose how the new images should look.
      </NothingHere>
    </Screen>
  );
}
