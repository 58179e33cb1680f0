import type { Queries } from "../platform/db/db.server.ts";

/** How people decided on what a recipe made: of its latest images, also those whose files have expired. */
export type RecipeFigures = {
  approved: number;
  rejected: number;
  /** What those were charged that somebody decided on. */
  credits: number;
};

/** What is counted: a recipe with a million images is asked for no more than these. */
const LATEST_IMAGES = 10_000;

/** Of each of these recipes, by the index "Image_of_recipe" alone; those without an image are left out. */
export async function recipeFigures(
  db: Queries,
  shop: string,
  recipeKeys: readonly string[],
): Promise<Map<string, RecipeFigures>> {
  const rows = await db.$queryRaw<({ key: string } & RecipeFigures)[]>`
    SELECT recipe.key, latest.approved, latest.rejected, latest.credits
    FROM unnest(${[...recipeKeys]}::text[]) AS recipe (key)
    CROSS JOIN LATERAL (
      SELECT count(*)::int AS images, count(*) FILTER (WHERE i.decision = 'approved')::int AS approved,
        count(*) FILTER (WHERE i.decision = 'rejected')::int AS rejected,
        COALESCE(sum(i.credits) FILTER (WHERE i.decision <> 'undecided'), 0)::int AS credits
      FROM (SELECT decision, credits FROM "Image" WHERE shop = ${shop} AND "recipeKey" = recipe.key
        ORDER BY id DESC LIMIT ${LATEST_IMAGES}) i) latest
    WHERE latest.images > 0`;
  return new Map(rows.map(({ key, ...figures }) => [key, figures]));
}

type LatelyUsed = { key: string; recipeName: string } & Omit<RecipeFigures, "credits">;

/** Of the shop's latest images, whatever made them: those recipes that people decided on, the most used first. */
export async function latelyUsed(db: Queries, shop: string, limit: number): Promise<LatelyUsed[]> {
  return db.$queryRaw<LatelyUsed[]>`
    SELECT used.key, used.approved, used.rejected, newest."recipeName"
    FROM (SELECT i."recipeKey" AS key, count(*) FILTER (WHERE i.decision = 'approved')::int AS approved,
        count(*) FILTER (WHERE i.decision = 'rejected')::int AS rejected, max(i.id) AS last
      FROM (SELECT id, "recipeKey", decision FROM "Image" WHERE shop = ${shop}
        ORDER BY id DESC LIMIT ${LATEST_IMAGES}) i GROUP BY 1) used
    JOIN "Image" newest ON newest.shop = ${shop} AND newest.id = used.last
    WHERE used.approved + used.rejected > 0
    ORDER BY used.approved + used.rejected DESC, used.key LIMIT ${limit}`;
}

/** Of one recipe, each of its versions by itself. */
export async function figuresByVersion(
  db: Queries,
  shop: string,
  recipeKey: string,
): Promise<Map<number, RecipeFigures>> {
  const rows = await db.$queryRaw<({ version: number } & RecipeFigures)[]>`
    SELECT i."recipeVersion" AS version, count(*) FILTER (WHERE i.decision = 'approved')::int AS approved,
      count(*) FILTER (WHERE i.decision = 'rejected')::int AS rejected,
      COALESCE(sum(i.credits) FILTER (WHERE i.decision <> 'undecided'), 0)::int AS credits
    FROM (SELECT decision, "recipeVersion", credits FROM "Image" WHERE shop = ${shop} AND "recipeKey" = ${recipeKey}
      ORDER BY id DESC LIMIT ${LATEST_IMAGES}) i
    GROUP BY 1`;
  return new Map(rows.map(({ version, ...figures }) => [version, figures]));
}

export type RecipeExample = {
  thumbnailKey: string;
  altText: string;
  photoUrl: string;
  photoAlt: string;
};

/** The latest image of each of these recipes that was approved and is still there. */
export async function recipeExamples(
  db: Queries,
  shop: string,
  recipeKeys: readonly string[],
): Promise<Map<string, RecipeExample>> {
  const rows = await db.$queryRaw<({ key: string } & RecipeExample)[]>`
    SELECT recipe.key, latest.*
    FROM unnest(${[...recipeKeys]}::text[]) AS recipe (key)
    CROSS JOIN LATERAL (
      SELECT i."thumbnailKey", i."altText", i."photoUrl", i."photoAlt" FROM "Image" i
      WHERE i.shop = ${shop} AND i."recipeKey" = recipe.key AND i.decision = 'approved' AND i."expiredAt" IS NULL
      ORDER BY i.id DESC LIMIT 1) latest`;
  return new Map(rows.map(({ key, ...example }) => [key, example]));
}
