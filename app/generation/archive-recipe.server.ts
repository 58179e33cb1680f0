import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Editor } from "../platform/person.ts";
import { assertRoom, lockShop, type RecipeDeps } from "./make-recipe.server.ts";

/** Not offered any more. What was quoted or made by it stays; if it was what the shop begins with, nothing is. */
export async function archiveRecipe(
  { db, clock }: RecipeDeps,
  shop: string,
  person: Editor,
  id: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockShop(tx, shop);
    if (await isArchived(tx, shop, id)) return;
    await tx.recipe.update({ where: { shop_id: { shop, id } }, data: { archivedAt: clock.now() } });
    await tx.shop.updateMany({ where: { shop, defaultRecipe: id }, data: { defaultRecipe: null } });
    await recordAudit(tx, shop, person, { action: "recipe_archived", on: "recipe", id, details: {} });
  });
}

/** Offered again. */
export async function bringRecipeBack(
  { db }: RecipeDeps,
  shop: string,
  person: Editor,
  id: string,
): Promise<void> {
  await db.$transaction(async (tx) => {
    await lockShop(tx, shop);
    if (!(await isArchived(tx, shop, id))) return;
    await assertRoom(tx, shop);
    await tx.recipe.update({ where: { shop_id: { shop, id } }, data: { archivedAt: null } });
    await recordAudit(tx, shop, person, { action: "recipe_brought_back", on: "recipe", id, details: {} });
  });
}

async function isArchived(tx: Queries, shop: string, id: string): Promise<boolean> {
  const where = { shop_id: { shop, id } };
  const recipe = await tx.recipe.findUnique({ where, select: { archivedAt: true } });
  if (!recipe) throw new PackshotError("not_found", { recipe: id });
  return recipe.archivedAt !== null;
}
