import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Clock } from "../platform/clock.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Editor } from "../platform/person.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { MAX_RECIPES, recipeIn, type RecipeForm } from "./own-recipe.ts";

export type RecipeDeps = { db: Db; clock: Clock };

type Request = { formToken: string; form: RecipeForm };

/** Adds a recipe of the shop's own. The form sent twice makes one. */
export async function makeRecipe(
  { db, clock }: RecipeDeps,
  shop: string,
  person: Editor,
  { formToken, form }: Request,
): Promise<{ id: string }> {
  const { name, ...look } = recipeIn(form);
  return db.$transaction(async (tx) => {
    await lockShop(tx, shop);
    const earlier = await tx.recipe.findUnique({
      where: { shop_formToken: { shop, formToken } },
      select: { id: true },
    });
    if (earlier) return earlier;
    await assertRoom(tx, shop);
    const now = clock.now();
    const by = { personId: person.id, personName: person.name };
    const recipe = { shop, id: uuidV7(now), formToken, name, createdAt: now };
    await tx.recipe.create({
      data: { ...recipe, createdById: person.id, createdByName: person.name },
    });
    await tx.recipeVersion.create({
      data: { shop, recipeId: recipe.id, version: 1, ...look, ...by, createdAt: now },
    });
    await recordAudit(tx, shop, person, { action: "recipe_made", on: "recipe", id: recipe.id, details: {} });
    return { id: recipe.id };
  });
}

/** One at a time adds to a shop's recipes, and nobody to a shop that leaves. */
export async function lockShop(tx: Queries, shop: string): Promise<void> {
  const [row] = await tx.$queryRaw<{ uninstalledAt: Date | null }[]>`
    SELECT "uninstalledAt" FROM "Shop" WHERE shop = ${shop} FOR NO KEY UPDATE`;
  if (!row || row.uninstalledAt) throw new PackshotError("shop_gone", { shop });
}

/** Throws where the shop has all the recipes that it can have. Its row is locked. */
export async function assertRoom(tx: Queries, shop: string): Promise<void> {
  const count = await tx.recipe.count({ where: { shop, archivedAt: null } });
  if (count >= MAX_RECIPES) throw new PackshotError("too_many_recipes", { count, most: MAX_RECIPES });
}
