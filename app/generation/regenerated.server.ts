import type { Queries } from "../platform/db/db.server.ts";

/** Those of the images that carry no free regeneration: it was used, or they came from one. */
export async function withoutRegeneration(
  db: Queries,
  shop: string,
  imageIds: readonly string[],
): Promise<Set<string>> {
  const ids = [...imageIds];
  const [used, barred] = await Promise.all([
    db.generation.findMany({ where: { shop, regeneratesId: { in: ids } }, select: { regeneratesId: true } }),
    db.image.findMany({
      where: { shop, id: { in: ids }, generation: { regeneratesId: { not: null } } },
      select: { id: true },
    }),
  ]);
  return new Set([
    ...used.flatMap(({ regeneratesId }) => regeneratesId ?? []),
    ...barred.map(({ id }) => id),
  ]);
}
