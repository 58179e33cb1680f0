import { useLoaderData, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { Button, InlineStack, Text } from "@shopify/polaris";
import { z } from "zod";
import { RECIPES } from "../../generation/recipe.ts";
import type { ImageFilter } from "../../library/image-filter.ts";
import { useTexts } from "../../texts/speaking.tsx";
import { NothingHere } from "../../ui/frame/nothing-here.tsx";
import { Screen } from "../../ui/frame/screen.tsx";
import { addressFor, isFiltered, ORDERS, valuesIn } from "../../ui/library/library-address.ts";
import { LibraryFilters } from "../../ui/library/library-filters.tsx";
import { embeddedLoader, type Visit } from "../edge/embedded.server.ts";
import { ImageFilterFields } from "../edge/image-filter.server.ts";
import { Id, readSearch } from "../edge/input.server.ts";
import { libraryTiles } from "../edge/library-view.server.ts";
import { Found } from "./found.tsx";
import { Pages } from "./pages.tsx";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

/** A page is as long as it is drawn and sent quickly. */
const IMAGES = 36;
const PRODUCTS = 8;
/** Of each product, where they are grouped. */
const IMAGES_OF_PRODUCT = 4;

const Place = z.object({
  order: z.enum(ORDERS).catch("newest"),
  after: Id.optional().catch(undefined),
  before: Id.optional().catch(undefined),
});
type Place = z.infer<typeof Place>;

export const loader = embeddedLoader(async (visit) => {
  const { request, shop, person, services } = visit;
  const filter = readSearch(request, ImageFilterFields);
  const place = readSearch(request, Place);
  const [page, found, bulk, named] = await Promise.all([
    pageOf(visit, filter, place),
    services.library.countFound(shop, filter),
    services.library.bulkActions(shop),
    services.recipes.names(shop),
  ]);
  const builtIn = RECIPES.map(({ key }) => ({ recipeKey: key, recipeName: "" }));
  const own = named.map(({ id, name }) => ({ recipeKey: id, recipeName: name }));
  const { canEditProducts } = person;
  return { ...page, found, bulk, recipes: [...own, ...builtIn], canEditProducts };
});

async function pageOf({ shop, services }: Visit, filter: ImageFilter, { order, after, before }: Place) {
  if (order === "newest" || order === "oldest") {
    const page = await services.library.findImages(shop, filter, { order, after, before, limit: IMAGES });
    return { ...page, images: await libraryTiles(services, shop, page.images), groups: null };
  }
  const by = order === "titles" ? "title" : "newest";
  const how = { order: by, after, before, limit: PRODUCTS, images: IMAGES_OF_PRODUCT } as const;
  const { products, ...page } = await services.library.findProducts(shop, filter, how);
  const groups = products.map(async (product) => ({
    ...product,
    images: await libraryTiles(services, shop, product.images),
  }));
  return { ...page, images: [], groups: await Promise.all(groups) };
}

export default function Library() {
  const { t, counted } = useTexts();
  const { images, groups, next, previous, isCutShort, found, recipes } = useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const navigation = useNavigation();
  const isEmpty = (groups ?? images).length === 0;
  const isAll = !isFiltered(search);
  if (isEmpty && isAll && !search.has("after") && !search.has("before")) return <NothingYet />;

  const values = valuesIn(search);
  return (
    <Screen title={t("frame.library")}>
      <LibraryFilters
        key={JSON.stringify(values)}
        values={values}
        recipes={recipes}
        isBusy={navigation.state === "loading" && navigation.location.pathname === "/app/library"}
        onApply={(changed) => navigate(addressFor(changed, search))}
      />
      <InlineStack gap="200" align="space-between" blockAlign="center">
        <div aria-live="polite">
          <Text as="p" tone="subdued">
            {search.has("batch") && `${t("library.ofBatch")} `}
            {search.has("product") && `${t("library.ofProduct")} `}
            {t("library.found", {
              amount: found.amount,
              shown: counted(found.amount),
              isMore: found.isMore ? "yes" : "no",
            })}
          </Text>
        </div>
        {!isAll && (
          <Button variant="plain" url="/app/library">
            {t("library.clearFilters")}
          </Button>
        )}
      </InlineStack>
      <Found>
        {isEmpty && !isCutShort && (
          <NothingHere heading={t("library.noneFound")}>{t("library.noneFoundHelp")}</NothingHere>
        )}
        {isCutShort && (
          <Text as="p" alignment="center" tone="subdued">
            {t("library.cutShort")}
          </Text>
        )}
        <Pages next={next} previous={previous} isCutShort={isCutShort} />
      </Found>
    </Screen>
  );
}

function NothingYet() {
  const { t } = useTexts();
  return (
    <Screen title={t("frame.library")}>
      <NothingHere
        heading={t("library.none")}
        action={{ content: t("home.choosePhotos"), url: "/app/products" }}
      >
        {t("library.noneHelp")}
      </NothingHere>
    </Screen>
  );
}
