import { useFetcher, useLoaderData } from "@remix-run/react";
import { Badge } from "@shopify/polaris";
import { z } from "zod";
import { sizesOf } from "../credits/price.ts";
import { RecipeForm as RecipeFields } from "../generation/own-recipe.ts";
import { PackshotError } from "../platform/errors.ts";
import { useTexts } from "../texts/speaking.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { FormSaveBar } from "../ui/frame/form-save-bar.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { RecipeActions } from "../ui/recipes/recipe-actions.tsx";
import { RecipeForm } from "../ui/recipes/recipe-form.tsx";
import { RecipeVersions } from "../ui/recipes/recipe-versions.tsx";
import { TryPanel } from "../ui/recipes/try-panel.tsx";
import { useRecipeFields } from "../ui/recipes/use-recipe-fields.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { idIn, newFormToken, readForm } from "./edge/input.server.ts";
import { acceptanceOf } from "./edge/recipe-card.server.ts";
import { fieldsOf, recipeFormats } from "./edge/recipe-view.server.ts";
import { useTrying } from "./edge/use-trying.ts";

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
    model: services.batches.model,
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
  const { id, saved, isArchived, versions, model, formats, canEdit, formToken } =
    useLoaderData<typeof loader>();
  const { t } = useTexts();
  const form = useRecipeFields(saved);
  const saving = useSending(formToken);
  const changing = useSending(formToken);
  const savedId = form.isDirty || isArchived ? null : id;
  const trying = useTrying({ fields: form.typed, savedId, model });
  const version = String(form.version);
  const save = () => saving.send({ ...form.typed, intent: "save", version });
  const isEdited = canEdit && form.isDirty;
  return (
    <Screen
      title={saved.fields.name}
      back={{ label: t("frame.recipes"), url: "/app/recipes" }}
      aside={isArchived ? <Badge>{t("recipes.archived")}</Badge> : undefined}
      actions={
        <RecipeActions
          {...{ id, isArchived, canEdit }}
          isDirty={form.isDirty}
          isBusy={changing.isBusy}
          onArchive={() => changing.send({ intent: "archive" })}
          onBringBack={() => changing.send({ intent: "bring_back" })}
        />
      }
    >
      <RecipeForm
        {...formats}
        fields={form.typed}
        canEdit={canEdit}
        failure={form.isDirty ? saving.failure : changing.failure}
        onChange={form.change}
        onSave={save}
      />
      <FormSaveBar isDirty={isEdited} isBusy={saving.isBusy} onSave={save} onDiscard={form.discard} />
      <TryPanel {...trying} />
      <RecipeVersions
        versions={versions}
        canTakeBack={canEdit && !form.isDirty}
        isBusy={changing.isBusy}
        onTakeBack={(from) => changing.send({ intent: "take_back", from: String(from), version })}
      />
    </Screen>
  );
}

function useSending(formToken: string) {
  const { submit, state, data } = useFetcher<typeof action>();
  return {
    isBusy: state !== "idle",
    failure: failureIn(data),
    send: (fields: Record<string, string>) => submit({ ...fields, formToken }, { method: "post" }),
  };
}
