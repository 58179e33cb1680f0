import { useLoaderData, useNavigate, useNavigation, useSearchParams } from "@remix-run/react";
import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTexts } from "../../texts/speaking.tsx";
import { NothingHere } from "../../ui/frame/nothing-here.tsx";
import { Screen } from "../../ui/frame/screen.tsx";
import { addressFor, isFiltered, valuesIn } from "../../ui/library/library-address.ts";
import { LibraryFilters } from "../../ui/library/library-filters.tsx";
import { embeddedLoader } from "../edge/embedded.server.ts";
import { libraryPage } from "../edge/library-page.server.ts";
import { Found } from "./found.tsx";
import { Pages } from "./pages.tsx";

export { headers } from "../edge/embedded.server.ts";
export { keepShown as clientLoader } from "../edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../../ui/frame/error-screen.tsx";

export const loader = embeddedLoader(libraryPage);

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
