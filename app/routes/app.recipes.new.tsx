import { redirect } from "@remix-run/node";
import { useFetcher, useLoaderData, useNavigate } from "@remix-run/react";
import { z } from "zod";
import { sizesOf } from "../credits/price.ts";
import { RecipeForm as RecipeFields } from "../generation/own-recipe.ts";
import { useTexts } from "../texts/speaking.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { FormSaveBar } from "../ui/frame/form-save-bar.tsx";
import { Screen } from "../ui/frame/screen.tsx";
import { useRecipeName } from "../ui/generate/recipe-name.ts";
import { RecipeForm } from "../ui/recipes/recipe-form.tsx";
import { TryPanel } from "../ui/recipes/try-panel.tsx";
import { useRecipeFields } from "../ui/recipes/use-recipe-fields.ts";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, newFormToken, readForm, readSearch } from "./edge/input.server.ts";
import { recipeFormats, recipeToCopy } from "./edge/recipe-view.server.ts";
import { useTrying } from "./edge/use-trying.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

const Search = z.object({ from: Id.optional().catch(undefined) });
const NewRecipe = RecipeFields.extend({ formToken: z.uuid() });

export const loader = embeddedLoader(async ({ request, shop, person, services }) => {
  const { from } = readSearch(request, Search);
  return {
    model: services.batches.model,
    formats: recipeFormats(sizesOf(services.batches.model)),
    copied: from === undefined ? null : await recipeToCopy(services, shop, from),
    canEdit: person.canEditProducts,
    formToken: newFormToken(),
  };
});

export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const form = await readForm(request, NewRecipe);
  const { id } = await services.recipes.make(shop, await editor(), { formToken: form.formToken, form });
  return redirect(`/app/recipes/${id}`);
});

const NOTHING = { name: "", scene: "", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" };

export default function NewRecipePage() {
  const { model, formats, copied, canEdit, formToken } = useLoaderData<typeof loader>();
  const { t } = useTexts();
  const nameOf = useRecipeName();
  const saving = useFetcher<typeof action>();
  const navigate = useNavigate();
  const name = copied ? cut(t("recipes.copyOf", { name: nameOf(copied) }), formats.longestName) : "";
  const form = useRecipeFields(
    { fields: NOTHING, version: 0 },
    copied ? { ...NOTHING, ...copied.fields, name } : NOTHING,
  );
  const trying = useTrying({ fields: form.typed, savedId: null, model });
  const isBusy = saving.state !== "idle";
  const save = () => saving.submit({ ...form.typed, formToken }, { method: "post" });
  return (
    <Screen title={t("recipes.new")} back={{ label: t("frame.recipes"), url: "/app/recipes" }}>
      <RecipeForm
        {...formats}
        fields={form.typed}
        canEdit={canEdit}
        failure={failureIn(saving.data)}
        onChange={form.change}
        onSave={save}
      />
      <TryPanel {...trying} />
      <FormSaveBar
        isDirty={canEdit && form.isDirty}
        isBusy={isBusy}
        onSave={save}
        onDiscard={() => {
          form.discard();
          navigate("/app/recipes");
        }}
      />
    </Screen>
  );
}

const cut = (text: string, most: number) => [...text].slice(0, most).join("");
