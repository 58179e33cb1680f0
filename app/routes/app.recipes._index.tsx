import { useLoaderData } from "@remix-run/react";
import { Button, InlineStack } from "@shopify/polaris";
import { z } from "zod";
import { useTexts } from "../texts/speaking.tsx";
import { NothingHere } from "../ui/frame/nothing-here.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { RecipeGallery } from "../ui/recipes/recipe-gallery.tsx";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { Id, readSearch } from "./edge/input.server.ts";
import { recipeCards } from "./edge/recipe-card.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const PAGE = 12;

const Search = z.object({
  show: z.enum(["offered", "archived"]).catch("offered"),
  before: Id.optional().catch(undefined),
});

export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { show, before } = readSearch(request, Search);
  const page = { isArchived: show === "archived", before, limit: PAGE + 1 };
  const found = await services.recipes.list(shop, page);
  const own = found.slice(0, PAGE);
  return {
    show,
    ...(await recipeCards(services, shop, { own, withBuiltIn: show === "offered" && before === undefined })),
    next: found.length > PAGE ? (own.at(-1)?.id ?? null) : null,
    isFirst: before === undefined,
    canEdit: person.canEditProducts,
  };
});

export default function Recipes() {
  const { t } = useTexts();
  const { show, own, builtIn, next, isFirst, canEdit } = useLoaderData<typeof loader>();
  const isArchive = show === "archived";
  const here = isArchive ? "/app/recipes?show=archived" : "/app/recipes";
  const older = `${here}${isArchive ? "&" : "?"}before=${next}`;
  return (
    <Screen
      title={t("frame.recipes")}
      actions={
        <>
          <Button url={isArchive ? "/app/recipes" : "/app/recipes?show=archived"}>
            {t(isArchive ? "recipes.seeOffered" : "recipes.seeArchived")}
          </Button>
          {canEdit && (
            <Button variant="primary" url="/app/recipes/new">
              {t("recipes.new")}
            </Button>
          )}
        </>
      }
    >
      {own.length > 0 && (
        <RecipeGallery heading={t(isArchive ? "recipes.archivedOnes" : "recipes.own")} recipes={own} />
      )}
      {own.length === 0 && isFirst && <NoneOfTheirs isArchive={isArchive} canEdit={canEdit} />}
      <InlineStack gap="200" align="center">
        {!isFirst && <Button url={here}>{t("recipes.newest")}</Button>}
        {next && <Button url={older}>{t("recipes.older")}</Button>}
      </InlineStack>
      {builtIn.length > 0 && <RecipeGallery heading={t("recipes.builtIn")} recipes={builtIn} />}
    </Screen>
  );
}

function NoneOfTheirs({ isArchive, canEdit }: { isArchive: boolean; canEdit: boolean }) {
  const { t } = useTexts();
  const make = { content: t("recipes.new"), url: "/app/recipes/new" };
  return isArchive ? (
    <NothingHere heading={t("recipes.noArchived")}>{t("recipes.noArchivedHelp")}</NothingHere>
  ) : (
    <NothingHere heading={t("recipes.noOwn")} action={canEdit ? make : undefined}>
      {t("recipes.noOwnHelp")}
    </NothingHere>
  );
}
