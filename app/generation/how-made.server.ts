import type { Queries } from "../platform/db/db.server.ts";

/** What an image was asked for with, and by whom. */
export async function howMade(db: Queries, shop: string, generationId: string) {
  return db.generation.findUnique({
    where: { shop_id: { shop, id: generationId } },
    select: {
      instruction: true,
      replacesId: true,
      batch: { select: { prompt: true, personName: true } },
    },
  });
}
