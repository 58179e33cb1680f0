import { useFetcher, useLoaderData } from "@remix-run/react";
import { Badge, Button } from "@shopify/polaris";
import { z } from "zod";
import { sizesOf } from "../credits/price.ts";
import { RecipeForm as RecipeFields } from "../generation/own-recipe.ts";
import { PackshotError } from "../platform/errors.ts";
import { useTexts } from "../texts/speaking.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { FormSaveBar } from "../ui/frame/form-save-bar.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { RecipeForm } from "../ui/recipes/recipe-form.tsx";
import { RecipeVersions } from "../ui/recipes/recipe-versions.tsx";
import { useRecipeFields } from "../ui/recipes/use-recipe-fields.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { idIn, newFormToken, readForm } from "./edge/input.server.ts";
import { acceptanceOf } from "./edge/recipe-card.server.ts";
import { fieldsOf, recipeFormats } from "./edge/recipe-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const VERSIONS_SHOWN = 30;

const version = z.coerce.number().int().min(1).max(1_000_000);
const RecipeAction = z.discriminatedUnion("intent", [
  RecipeFields.extend({ intent: z.literal("save"), version }),
  z.object({ intent: z.literal("take_back"), version, from: version }),
  z.object({ intent: z.enum(["archive", "bring_back"]) }),
]);

export const loader = embeddedLoader(async ({ shop, person, params, services }) => {
  const id = idIn(params);
  const [recipe, versions, figures] = await Promise.all([
    services.recipes.find(shop, id),
    services.recipes.versions(shop, id, VERSIONS_SHOWN),
    services.library.figuresByVersion(shop, id),
  ]);
  if (!recipe) throw new PackshotError("not_found", { recipe: id });
  return {
    id,
    saved: { fields: fieldsOf(recipe), version: recipe.version },
    isArchived: recipe.archivedAt !== null,
    versions: versions.map((one) => ({
      ...{ ...one, createdAt: one.createdAt.toISOString() },
      acceptance: acceptanceOf(figures.get(one.version)),
    })),
    formats: recipeFormats(sizesOf(services.batches.model)),
    canEdit: person.canEditProducts,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, editor, params, services }) => {
  const id = idIn(params);
  const form = await readForm(request, RecipeAction);
  if (!(await services.recipes.find(shop, id))) throw new PackshotError("not_found", { recipe: id });
  const person = await editor();
  switch (form.intent) {
    case "save":
      await services.recipes.save(shop, person, { id, version: form.version, form });
      return { ok: true };
    case "take_back":
      await services.recipes.takeBack(shop, person, { id, from: form.from, version: form.version });
      return { ok: true };
    case "archive":
      await services.recipes.archive(shop, person, id);
      return { ok: true };
    case "bring_back":
      await services.recipes.bringBack(shop, person, id);
      return { ok: true };
  }
});

export default function Recipe() {
  const { id, saved, isArchived, versions, formats, canEdit, formToken } = useLoaderData<typeof loader>();
  const { t } = useTexts();
  const saving = useFetcher<typeof action>();
  const form = useRecipeFields(saved);
  const isBusy = saving.state !== "idle";
  const send = (fields: Record<string, string>) =>
    saving.submit({ ...fields, formToken }, { method: "post" });
  const save = () => send({ ...form.typed, intent: "save", version: String(form.version) });
  const takeBack = (from: number) =>
    send({ intent: "take_back", from: String(from), version: String(form.version) });
  return (
    <Screen
      title={saved.fields.name}
      back={{ label: t("frame.recipes"), url: "/app/recipes" }}
      aside={isArchived ? <Badge>{t("recipes.archived")}</Badge> : undefined}
      actions={
        <>
          <Button url={`/app/recipes/new?from=${id}`}>{t("recipes.duplicate")}</Button>
          {canEdit && (
            <Button
              loading={isBusy}
              disabled={form.isDirty}
              onClick={() => send({ intent: isArchived ? "bring_back" : "archive" })}
            >
              {t(isArchived ? "recipes.bringBack" : "recipes.archive")}
            </Button>
          )}
          {!isArchived && (
            <Button variant="primary" url={`/app/generate?recipe=${id}`}>
              {t("recipes.use")}
            </Button>
          )}
        </>
      }
    >
      <RecipeForm
        {...formats}
        fields={form.typed}
        canEdit={canEdit}
        failure={failureIn(saving.data)}
        onChange={form.change}
        onSave={save}
      />
      <FormSaveBar isDirty={canEdit && form.isDirty} isBusy={isBusy} onSave={save} onDiscard={form.discard} />
      <RecipeVersions
        versions={versions}
        canTakeBack={canEdit && !form.isDirty}
        isBusy={isBusy}
        onTakeBack={takeBack}
      />
    </Screen>
  );
}
