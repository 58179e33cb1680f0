import type { Queries } from "../platform/db/db.server.ts";
import { Prisma } from "../platform/db/generated/client.ts";
import type { Look } from "./own-recipe.ts";
import type { AspectRatio, ImageSize } from "./recipe.ts";

/** A shop's own recipe, with its latest version. */
export type OwnRecipe = Look & {
  id: string;
  name: string;
  version: number;
  createdByName: string;
  archivedAt: Date | null;
  /** When its latest version was saved. */
  changedAt: Date;
};

/** Null when the shop has no such recipe. */
export async function findOwnRecipe(db: Queries, shop: string, id: string): Promise<OwnRecipe | null> {
  const [recipe] = await db.$queryRaw<OwnRecipe[]>`
    SELECT r.id, r.name, r.version, r."createdByName", r."archivedAt", v.scene, v."aspectRatio", v."imageSize",
      v."imagesPerPhoto", v."createdAt" AS "changedAt"
    FROM "Recipe" r JOIN "RecipeVersion" v ON v.shop = r.shop AND v."recipeId" = r.id AND v.version = r.version
    WHERE r.shop = ${shop} AND r.id = ${id}`;
  return recipe ?? null;
}

type Page = { isArchived: boolean; before?: string; limit: number; sceneCharacters: number };

/** Newest first, with the beginnings of their scenes; `before` is the id of the last one seen. */
export async function listOwnRecipes(db: Queries, shop: string, page: Page): Promise<OwnRecipe[]> {
  const { isArchived, before = null, limit, sceneCharacters } = page;
  const which = isArchived ? Prisma.sql`r."archivedAt" IS NOT NULL` : Prisma.sql`r."archivedAt" IS NULL`;
  return db.$queryRaw<OwnRecipe[]>`
    SELECT r.id, r.name, r.version, r."createdByName", r."archivedAt", left(v.scene, ${sceneCharacters}::int) AS scene,
      v."aspectRatio", v."imageSize", v."imagesPerPhoto", v."createdAt" AS "changedAt"
    FROM "Recipe" r JOIN "RecipeVersion" v ON v.shop = r.shop AND v."recipeId" = r.id AND v.version = r.version
    WHERE r.shop = ${shop} AND ${which} AND (${before}::text IS NULL OR r.id < ${before})
    ORDER BY r.id DESC LIMIT ${limit}`;
}

/** Of those that are offered, the newest first. */
export async function ownRecipeNames(
  db: Queries,
  shop: string,
  limit: number,
): Promise<{ id: string; name: string }[]> {
  return db.recipe.findMany({
    where: { shop, archivedAt: null },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true, name: true },
  });
}

type RecipeVersion = Look & { version: number; personName: string; createdAt: Date };

/** Latest first. */
export async function versionsOf(
  db: Queries,
  shop: string,
  recipeId: string,
  limit: number,
): Promise<RecipeVersion[]> {
  const rows = await db.recipeVersion.findMany({
    where: { shop, recipeId },
    orderBy: { version: "desc" },
    take: limit,
    select: { version: true, personName: true, createdAt: true, ...LOOK },
  });
  return rows.map(lookOf);
}

export async function findVersion(
  db: Queries,
  shop: string,
  recipeId: string,
  version: number,
): Promise<Look | null> {
  const key = { shop_recipeId_version: { shop, recipeId, version } };
  const row = await db.recipeVersion.findUnique({ where: key, select: LOOK });
  return row && lookOf(row);
}

const LOOK = { scene: true, aspectRatio: true, imageSize: true, imagesPerPhoto: true } as const;

/** The form let nothing else in. */
function lookOf<T extends { aspectRatio: string; imageSize: string }>(row: T) {
  return { ...row, aspectRatio: row.aspectRatio as AspectRatio, imageSize: row.imageSize as ImageSize };
}
