import { useFetcher, useLoaderData } from "@remix-run/react";
import { useEffect } from "react";
import { z } from "zod";
import { PLACEMENTS } from "../publishing/placement.ts";
import { LANGUAGES } from "../texts/languages.ts";
import { useTexts } from "../texts/speaking.tsx";
import { failureIn } from "../ui/frame/failure.ts";
import { Screen } from "../ui/frame/screen.tsx";
import { MoreSettings } from "../ui/settings/more-settings.tsx";
import { SettingsForm } from "../ui/settings/settings-form.tsx";
import { embeddedAction, embeddedLoader } from "./edge/embedded.server.ts";
import { Id, newFormToken, readForm } from "./edge/input.server.ts";
import { settingsView } from "./edge/settings-view.server.ts";

export { headers } from "./edge/embedded.server.ts";
export { keepShown as clientLoader } from "./edge/keep-shown.ts";
export { ErrorScreen as ErrorBoundary } from "../ui/frame/error-screen.tsx";

/** Empty: nothing is chosen any more. */
const orNone = <T extends z.ZodType>(shape: T) =>
  z.union([z.literal("").transform(() => null), shape]).optional();

const Changed = z.object({
  language: orNone(z.enum(LANGUAGES)),
  recipe: orNone(Id),
  placement: orNone(z.enum(PLACEMENTS)),
});

export const loader = embeddedLoader(async ({ shop, person, services }) => ({
  ...(await settingsView(services, shop)),
  canEdit: person.canEditProducts,
  formToken: newFormToken(),
}));

export const action = embeddedAction(async ({ request, shop, editor, services }) => {
  const { language, recipe, placement } = await readForm(request, Changed);
  const person = await editor();
  if (recipe !== undefined) await services.recipes.setDefault(shop, person, recipe);
  if (placement !== undefined) await services.publishing.setDefaultPlacement(shop, person, placement);
  if (language !== undefined) await services.settings.setLanguage(shop, person, language);
  return { speaksAnew: language !== undefined };
});

export default function Settings() {
  const { t } = useTexts();
  const { saved, recipes, more, canEdit, formToken } = useLoaderData<typeof loader>();
  const saving = useFetcher<typeof action>();
  const speaksAnew = saving.data !== undefined && "speaksAnew" in saving.data && saving.data.speaksAnew;
  useEffect(() => {
    if (speaksAnew) location.reload(); // the page's words come with the page
  }, [speaksAnew]);
  return (
    <Screen title={t("frame.settings")} narrow>
      <SettingsForm
        key={JSON.stringify(saved)}
        saved={saved}
        recipes={recipes}
        canEdit={canEdit}
        isBusy={saving.state !== "idle"}
        failure={failureIn(saving.data)}
        onSave={(changed) => saving.submit({ ...changed, formToken }, { method: "post" })}
      />
      <MoreSettings {...more} />
    </Screen>
  );
}
