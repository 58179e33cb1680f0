import type { OwnRecipe } from "../../generation/own-recipe-store.server.ts";
import { RECIPES, sceneToCopy } from "../../generation/recipe.ts";
import type { RecipeCardView } from "../../ui/recipes/gallery-card.tsx";

/** A shop's own recipe as the gallery shows it. */
export function ownCard(recipe: OwnRecipe): RecipeCardView {
  const { id, name, scene, aspectRatio, imageSize, imagesPerPhoto, archivedAt } = recipe;
  const format = { aspectRatio, imageSize, imagesPerPhoto };
  return { key: id, isOwn: true, name, scene, ...format, isArchived: archivedAt !== null };
}

export function builtInCards(): RecipeCardView[] {
  return RECIPES.map((recipe) => {
    const canDuplicate = sceneToCopy(recipe) !== null;
    return { key: recipe.key, isOwn: false, canDuplicate, ...recipe.defaults, imagesPerPhoto: 1 };
  });
}
