import type { AppLoadContext } from "@remix-run/node";
import { RECIPES } from "../../generation/recipe.ts";
import { isPlacement, PLACEMENTS } from "../../publishing/placement.ts";
import type { SettingsFields } from "../../ui/settings/settings-fields.ts";

type Services = AppLoadContext["services"];

/** What the shop has chosen, what it can choose from, and what holds of that which is set elsewhere. */
export async function settingsView(services: Services, shop: string) {
  const [settings, { own }, account, retention] = await Promise.all([
    services.settings.of(shop),
    services.recipes.offered(shop),
    services.credits.account(shop),
    services.retention.of(shop),
  ]);
  const placement = settings.defaultPlacement ?? "";
  const saved: SettingsFields = {
    language: settings.language ?? "",
    recipe: settings.defaultRecipe ?? "",
    placement: isPlacement(placement) ? placement : PLACEMENTS[0],
  };
  const recipes = [
    ...own.map(({ id, name }) => ({ recipeKey: id, recipeName: name })),
    ...RECIPES.map(({ key }) => ({ recipeKey: key, recipeName: "" })),
  ];
  const { batchCap, monthlyCap } = account;
  const more = { batchCap, monthlyCap, retentionDays: retention.days.unpublished };
  return { saved, recipes, more };
}
