import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Editor } from "../platform/person.ts";
import { lockSettings } from "../platform/shop-settings.server.ts";
import { recipeToUse } from "./find-recipe.server.ts";

/** What Generate offers first: a built-in recipe or one of the shop's own that is not archived; null: as they come. */
export async function setDefaultRecipe(
  db: Db,
  shop: string,
  person: Editor,
  recipe: string | null,
): Promise<void> {
  await db.$transaction(async (tx) => {
    const { defaultRecipe: before } = await lockSettings(tx, shop); // who archives it waits for this lock
    if (before === recipe) return;
    if (recipe !== null) await recipeToUse(tx, shop, recipe);
    await tx.shop.update({ where: { shop }, data: { defaultRecipe: recipe } });
    const details = { recipe, before };
    await recordAudit(tx, shop, person, { action: "default_recipe_changed", on: "shop", details });
  });
}
