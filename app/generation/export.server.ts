import type { Queries } from "../platform/db/db.server.ts";

export type ExportedBatch = Awaited<ReturnType<typeof batchesAfter>>[number];

/** A shop's next batches in order of their ids, with what was asked for and what came of it. */
export async function batchesAfter(
  db: Queries,
  shop: string,
  { after, limit }: { after: string; limit: number },
) {
  return db.batch.findMany({
    where: { shop, id: { gt: after } },
    orderBy: { id: "asc" },
    take: limit,
    select: {
      ...{ id: true, state: true, personName: true, recipeName: true, recipeVersion: true, prompt: true },
      ...{ aspectRatio: true, imageSize: true, imagesPerPhoto: true, model: true, scopePhotos: true },
      ...{ quotedImages: true, quotedCredits: true, done: true, failed: true, cancelled: true },
      ...{ createdAt: true, startedAt: true, finishedAt: true },
    },
  });
}

export type ExportedRecipe = Awaited<ReturnType<typeof recipeVersionsAfter>>[number];

/** A shop's next versions of its own recipes, in order of recipes and versions. */
export async function recipeVersionsAfter(
  db: Queries,
  shop: string,
  { after, limit }: { after: { recipeId: string; version: number }; limit: number },
) {
  const { recipeId, version } = after;
  return db.recipeVersion.findMany({
    where: { shop, OR: [{ recipeId: { gt: recipeId } }, { recipeId, version: { gt: version } }] },
    orderBy: [{ recipeId: "asc" }, { version: "asc" }],
    take: limit,
    select: {
      ...{ recipeId: true, version: true, scene: true, aspectRatio: true, imageSize: true },
      ...{ imagesPerPhoto: true, personName: true, createdAt: true },
      recipe: { select: { name: true, archivedAt: true } },
    },
  });
}
