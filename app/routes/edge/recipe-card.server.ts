import type { AppLoadContext } from "@remix-run/node";
import type { OwnRecipe } from "../../generation/own-recipe-store.server.ts";
import { RECIPES, sceneToCopy } from "../../generation/recipe.ts";
import type { RecipeExample, RecipeFigures } from "../../library/recipe-figures.server.ts";
import type { AcceptanceView } from "../../ui/recipes/acceptance.tsx";
import type { ExampleView } from "../../ui/recipes/example-pair.tsx";
import type { RecipeCardView } from "../../ui/recipes/gallery-card.tsx";

type Services = AppLoadContext["services"];

/** The gallery: the shop's own recipes, and the built-in ones where they are wanted, each with its example and figures. */
export async function recipeCards(
  services: Services,
  shop: string,
  { own, withBuiltIn }: { own: readonly OwnRecipe[]; withBuiltIn: boolean },
): Promise<{ own: RecipeCardView[]; builtIn: RecipeCardView[] }> {
  const builtIn = withBuiltIn ? RECIPES : [];
  const keys = [...own.map(({ id }) => id), ...builtIn.map(({ key }) => key)];
  const [figures, examples] = await Promise.all([
    services.library.recipeFigures(shop, keys),
    services.library.recipeExamples(shop, keys),
  ]);
  const shown = async (key: string) => ({
    acceptance: acceptanceOf(figures.get(key)),
    example: await exampleOf(services, shop, examples.get(key)),
  });
  return {
    own: await Promise.all(own.map(async (recipe) => ({ ...ownCard(recipe), ...(await shown(recipe.id)) }))),
    builtIn: await Promise.all(
      builtIn.map(async (recipe) => ({
        ...{ key: recipe.key, isOwn: false as const, canDuplicate: sceneToCopy(recipe) !== null },
        ...{ ...recipe.defaults, imagesPerPhoto: 1, ...(await shown(recipe.key)) },
      })),
    ),
  };
}

function ownCard({ id, name, scene, aspectRatio, imageSize, imagesPerPhoto, archivedAt }: OwnRecipe) {
  const format = { aspectRatio, imageSize, imagesPerPhoto };
  return { key: id, isOwn: true as const, name, scene, ...format, isArchived: archivedAt !== null };
}

/** Fewer decisions say nothing. */
const ENOUGH_DECIDED = 10;

export function acceptanceOf(figures: RecipeFigures | undefined): AcceptanceView {
  const { approved = 0, rejected = 0, credits = 0 } = figures ?? {};
  const decided = approved + rejected;
  if (decided < ENOUGH_DECIDED) return null;
  return { share: approved / decided, creditsEach: approved > 0 ? credits / approved : null };
}

async function exampleOf(
  services: Services,
  shop: string,
  example: RecipeExample | undefined,
): Promise<ExampleView> {
  if (!example) return null;
  const { thumbnailKey, ...shown } = example;
  return { ...shown, imageUrl: await services.library.signedUrl(shop, thumbnailKey) };
}
