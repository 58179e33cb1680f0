import { recipeVersionsAfter, type ExportedRecipe } from "../generation/export.server.ts";
import type { Queries } from "../platform/db/db.server.ts";

const PAGE = 100;

/** The shop's own recipes as one JSON array: a version of a recipe a line, as it was saved. */
export async function* recipesJson(db: Queries, shop: string): AsyncGenerator<string> {
  let before = "[\n";
  for (let after = { recipeId: "", version: 0 }; ;) {
    const page = await recipeVersionsAfter(db, shop, { after, limit: PAGE });
    for (const version of page) {
      yield before + JSON.stringify(lineOf(version));
      before = ",\n";
    }
    after = page.at(-1) ?? after;
    if (page.length < PAGE) break;
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}

function lineOf({ recipeId, recipe, personName, createdAt, ...look }: ExportedRecipe) {
  return { recipe: recipeId, ...recipe, ...look, savedBy: personName, savedAt: createdAt };
}
