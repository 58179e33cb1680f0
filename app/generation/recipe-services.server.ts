import type { Editor } from "../platform/person.ts";
import { archiveRecipe, bringRecipeBack } from "./archive-recipe.server.ts";
import { saveRecipe, takeBackVersion } from "./change-recipe.server.ts";
import { setDefaultRecipe } from "./default-recipe.server.ts";
import { makeRecipe, type RecipeDeps } from "./make-recipe.server.ts";
import { findOwnRecipe, listOwnRecipes, ownRecipeNames, versionsOf } from "./own-recipe-store.server.ts";
import { MAX_RECIPES } from "./own-recipe.ts";

/** Lists show how a scene begins. */
const SHOWN_OF_SCENE = 150;

type Listed = { isArchived: boolean; before?: string; limit: number };

/** What people can do with recipes of their own. */
export function createRecipeServices(deps: RecipeDeps) {
  const { db } = deps;
  return {
    find: (shop: string, id: string) => findOwnRecipe(db, shop, id),
    list: (shop: string, page: Listed) =>
      listOwnRecipes(db, shop, { ...page, sceneCharacters: SHOWN_OF_SCENE }),
    names: (shop: string) => ownRecipeNames(db, shop, MAX_RECIPES),
    /** All that Generate offers, and which one first. */
    offered: async (shop: string) => {
      const page = { isArchived: false, limit: MAX_RECIPES, sceneCharacters: SHOWN_OF_SCENE };
      const [own, row] = await Promise.all([
        listOwnRecipes(db, shop, page),
        db.shop.findUnique({ where: { shop }, select: { defaultRecipe: true } }),
      ]);
      return { own, first: row?.defaultRecipe ?? null };
    },
    versions: (shop: string, id: string, limit: number) => versionsOf(db, shop, id, limit),
    make: (shop: string, person: Editor, request: Parameters<typeof makeRecipe>[3]) =>
      makeRecipe(deps, shop, person, request),
    save: (shop: string, person: Editor, save: Parameters<typeof saveRecipe>[3]) =>
      saveRecipe(deps, shop, person, save),
    takeBack: (shop: string, person: Editor, which: Parameters<typeof takeBackVersion>[3]) =>
      takeBackVersion(deps, shop, person, which),
    setDefault: (shop: string, person: Editor, key: string | null) => setDefaultRecipe(db, shop, person, key),
    archive: (shop: string, person: Editor, id: string) => archiveRecipe(deps, shop, person, id),
    bringBack: (shop: string, person: Editor, id: string) => bringRecipeBack(deps, shop, person, id),
  };
}
