import { redirect } from "@remix-run/node";
import { useActionData, useLoaderData, useLocation, useNavigation } from "@remix-run/react";
import { useEffect, useState } from "react";
import { z } from "zod";
import { priceOf, sizesOf } from "../credits/price.ts";
import { MAX_IMAGES_PER_PHOTO } from "../generation/batch-form.ts";
import { ASPECT_RATIOS, type ImageSize } from "../generation/recipe.ts";
import { MAX_WORDS } from "../generation/selection.ts";
import { useTexts } from "../texts/speaking.tsx";
import type { Search as ProductSearch } from "../ui/batches/source-words.ts";
import { failureIn } from "../ui/frame/failure.ts";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { ChosenStrip } from "../ui/generate/chosen-strip.tsx";
import { GenerateForm } from "../ui/generate/generate-form.tsx";
import { GenerateSkeleton } from "../ui/generate/generate-skeleton.tsx";
import { PastedList } from "../ui/generate/pasted-list.tsx";
import { PriceSummary } from "../ui/generate/price-summary.tsx";
import { QuoteFirst } from "../ui/generate/quote-first.tsx";
import { QuoteSummary } from "../ui/generate/quote-summary.tsx";
import { ScopeFields } from "../ui/generate/scope-fields.tsx";
import { SourcePanel } from "../ui/generate/source-panel.tsx";
import { rememberRecipe, wantedRecipe } from "../ui/generate/wanted-recipe.ts";
import { useSelection } from "../ui/products/use-selection.ts";
import { readGenerateForm } from "./edge/batch-form.server.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, newFormToken, readSearch } from "./edge/input.server.ts";
import { ProductFilterFields } from "./edge/product-filters.server.ts";
import { recipeChoices } from "./edge/recipe-choice.server.ts";
import { searchedSource } from "./edge/searched-source.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const Search = ProductFilterFields.extend({
  from: z.enum(["photos", "search", "list"]).catch("photos"),
  recipe: Id.optional().catch(undefined),
});

export const loader = embeddedLoader(async ({ request, shop, admin, services }) => {
  const { from, recipe, ...filters } = readSearch(request, Search);
  const { model } = services.batches;
  const { available } = await services.credits.account(shop);
  return {
    shop,
    available,
    model,
    from,
    wordLimit: MAX_WORDS,
    searched: from === "search" ? await searchedSource(services, admin, filters) : null,
    formToken: newFormToken(),
    choices: {
      recipes: await recipeChoices(services, shop),
      chosen: recipe,
      aspectRatios: ASPECT_RATIOS,
      imageSizes: sizesOf(model),
      maxImagesPerPhoto: MAX_IMAGES_PER_PHOTO,
    },
  };
});

export const action = embeddedAction(async ({ request, shop, person, admin, services }) => {
  const form = await readGenerateForm(request);
  if (form.from === "photos") {
    const { id, state } = await services.batches.start({ shop, person, admin, form: form.batch });
    return redirect(`/app/batches/${id}${state === "quoted" ? "" : "?started"}`);
  }
  const { id } = await services.batches.quote({ shop, person, form: form.quote });
  return redirect(`/app/batches/${id}`);
});

export default function Generate() {
  const { from, searched } = useLoaderData<typeof loader>();
  const { search } = useLocation();
  const { t } = useTexts();
  return (
    <Screen title={t("generate.title")} back={{ label: t("frame.products"), url: "/app/products" }}>
      {from === "photos" ? <FromPhotos /> : <FromMany key={search} from={from} searched={searched} />}
    </Screen>
  );
}

function FromPhotos() {
  const { t } = useTexts();
  const { shop, model, available } = useLoaderData<typeof loader>();
  const { selection, choose } = useSelection(shop);
  const { isBusy, chosen, ...form } = useForm();
  useEffect(() => {
    if (chosen) rememberRecipe(shop, chosen);
  }, [shop, chosen]);
  const [quoteFirst, setQuoteFirst] = useState(false);
  if (selection === null) return <GenerateSkeleton />;
  if (selection.length === 0) return <NothingChosen />;
  const photos = selection.map(({ productId, photoId }) => ({ productId, photoId }));
  return (
    <>
      <ChosenStrip selection={selection} onRemove={(photo) => choose([photo], false)} />
      <GenerateForm
        {...form}
        chosen={chosen ?? wantedRecipe(shop)}
        hidden={{ ...form.hidden, photos: JSON.stringify(photos) }}
        submit={{ label: t(quoteFirst ? "generate.getQuote" : "generate.submit"), isBusy }}
        summary={({ imagesPerPhoto, imageSize }) => (
          <PriceSummary
            available={available}
            photos={photos.length}
            imagesPerPhoto={imagesPerPhoto}
            price={priceOf({
              images: photos.length * imagesPerPhoto,
              model,
              imageSize: imageSize as ImageSize,
            })}
          />
        )}
        last={<QuoteFirst isWanted={quoteFirst} onChange={setQuoteFirst} />}
      />
    </>
  );
}

type Searched = { search: ProductSearch; total: number; query: string };

/** All that a search finds, or a pasted list: the photos are read later, so the price comes as a quote. */
function FromMany({ from, searched }: { from: string; searched: Searched | null }) {
  const { t } = useTexts();
  const { wordLimit } = useLoaderData<typeof loader>();
  const { isBusy, ...form } = useForm();
  const { filters, collectionTitle = "" } = searched?.search ?? {};
  const found: Record<string, string> = filters ? { filters: JSON.stringify(filters), collectionTitle } : {};
  return (
    <GenerateForm
      {...form}
      hidden={{ ...form.hidden, from, ...found }}
      submit={{ label: t("generate.getQuote"), isBusy, isBlocked: searched?.total === 0 }}
      summary={() => <QuoteSummary />}
    >
      {searched ? (
        <SourcePanel
          search={searched.search}
          total={searched.total}
          backUrl={`/app/products?${searched.query}`}
        />
      ) : (
        <PastedList limit={wordLimit} />
      )}
      <ScopeFields />
    </GenerateForm>
  );
}

function useForm() {
  const { choices, formToken } = useLoaderData<typeof loader>();
  // Kept while the page is open: sent again after an unclear failure, the form still means the same batch.
  const [token] = useState(formToken);
  const isBusy = useNavigation().state !== "idle";
  return {
    ...choices,
    hidden: { formToken: token },
    failure: failureIn(useActionData<typeof action>()),
    isBusy,
  };
}

function NothingChosen() {
  const { t } = useTexts();
  return (
    <NothingHere
      heading={t("generate.chooseFirst")}
      action={{ content: t("home.choosePhotos"), url: "/app/products" }}
    >
      {t("generate.chooseFirstHelp")}
    </NothingHere>
  );
}
