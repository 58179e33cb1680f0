import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Db, Queries } from "../platform/db/db.server.ts";
import { closeBatch } from "./close-batch.server.ts";

/** Some thousand generations each, so that whoever closes them soon says again that it is at it. */
const CHUNKS_AT_ONCE = 4;

/**
 * Goes on closing one of the shop's batches, which were all ended before: what the model cost for its generations is
 * booked with that. True when none is left; then no worker of ours holds anything of the shop.
 */
export async function closeSome(db: Db, shop: string, now: Date): Promise<boolean> {
  const left = await db.batch.findFirst({ where: { shop, closing: true }, select: { id: true } });
  if (left) await closeBatch(db, shop, left.id, { now, chunks: CHUNKS_AT_ONCE });
  return left === null;
}

export function eraseGenerations(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Generation", most);
}

export function eraseScopes(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "ScopePhoto", most);
}

export function eraseBatches(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Batch", most);
}

export function eraseRecipeVersions(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "RecipeVersion", most);
}

export function eraseRecipes(db: Queries, shop: string, most: number): Promise<number> {
  return deleteSome(db, shop, "Recipe", most);
}
