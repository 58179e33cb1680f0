import { useLoaderData, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { BlockStack, Pagination } from "@shopify/polaris";
import { z } from "zod";
import { MAX_PRODUCTS } from "../generation/batch-form.ts";
import { MAX_PHOTOS } from "../generation/selection.ts";
import type { ProductCounts } from "../library/image-store.server.ts";
import { useTexts } from "../texts/speaking.tsx";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { ChooseMany } from "../ui/products/choose-many.tsx";
import { ProductCard } from "../ui/products/product-card.tsx";
import { FILTER_NAMES, ProductFilters, type FilterValues } from "../ui/products/product-filters.tsx";
import { ProductListSkeleton } from "../ui/products/product-list-skeleton.tsx";
import { SelectionBar } from "../ui/products/selection-bar.tsx";
import { chosenIn } from "../ui/products/selection.ts";
import { useSelection } from "../ui/products/use-selection.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { readSearch } from "./edge/input.server.ts";
import { ProductFilterFields } from "./edge/product-filters.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const cursor = z.string().max(500).optional();
const Search = ProductFilterFields.extend({ after: cursor, before: cursor });

export const loader = embeddedLoader(async ({ request, shop, admin, services }) => {
  const search = readSearch(request, Search);
  const [page, total, options] = await Promise.all([
    services.catalog.search(admin, search),
    services.catalog.count(admin, search),
    services.catalog.filterOptions(admin),
  ]);
  const counts = await services.library.countsByProduct(
    shop,
    page.products.map((product) => product.id),
  );
  const products = page.products.map((product) => ({ ...product, images: totalOf(counts.get(product.id)) }));
  const { next, previous } = page;
  return { shop, limit: MAX_PHOTOS, productLimit: MAX_PRODUCTS, total, options, products, next, previous };
});

function totalOf(counts: ProductCounts | undefined): number {
  return counts ? counts.undecided + counts.approved + counts.rejected : 0;
}

export default function Products() {
  const { t } = useTexts();
  const { shop, limit, productLimit, total, options, products, next, previous } =
    useLoaderData<typeof loader>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const isBusy = useNavigation().location?.pathname === "/app/products";
  const { selection, choose, clear } = useSelection(shop);
  const isChosen = chosenIn(selection);
  const values = filterValuesOf(search);
  const go = (name: "after" | "before", cursor: string | null) =>
    cursor && navigate(`/app/products?${queryOf(values, { [name]: cursor })}`);

  return (
    <Screen title={t("products.title")}>
      <ProductFilters
        key={queryOf(values)}
        values={values}
        options={options}
        isBusy={isBusy}
        onApply={(wanted) => navigate(`/app/products?${queryOf(wanted)}`)}
      />
      {isBusy ? (
        <ProductListSkeleton />
      ) : (
        <BlockStack gap="400">
          <ChooseMany total={total} query={queryOf(values)} limit={productLimit} />
          {products.map((product) => (
            <ProductCard
              key={product.id}
              product={product}
              isChosen={(photoId) => isChosen(product.id, photoId)}
              onChoose={choose}
            />
          ))}
          {products.length === 0 && <NothingFound isFiltered={queryOf(values) !== ""} />}
        </BlockStack>
      )}
      {(next || previous) && (
        <Pagination
          accessibilityLabel={t("products.pages")}
          label={t("products.page")}
          hasPrevious={previous !== null}
          hasNext={next !== null}
          onPrevious={() => go("before", previous)}
          onNext={() => go("after", next)}
        />
      )}
      <SelectionBar selection={selection ?? []} limit={limit} onClear={clear} />
    </Screen>
  );
}

function NothingFound({ isFiltered }: { isFiltered: boolean }) {
  const { t } = useTexts();
  if (!isFiltered) return <NothingHere heading={t("products.none")}>{t("products.noneHelp")}</NothingHere>;
  return (
    <NothingHere
      heading={t("products.noneFound")}
      action={{ content: t("products.clearSearch"), url: "/app/products" }}
    >
      {t("products.noneFoundHelp")}
    </NothingHere>
  );
}

function filterValuesOf(search: URLSearchParams): FilterValues {
  const entries = ["search", ...FILTER_NAMES].map((name) => [name, search.get(name) ?? ""]);
  return Object.fromEntries(entries) as FilterValues;
}

function queryOf(values: FilterValues, page: Record<string, string> = {}): string {
  const set = Object.entries({ ...values, ...page }).filter(([, value]) => value !== "");
  return new URLSearchParams(set).toString();
}
