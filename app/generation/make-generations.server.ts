import type { Db, Queries } from "../platform/db/db.server.ts";
import { uuidV7Prefix } from "../platform/uuid-v7.ts";
import { finishIfOver } from "./batch-counters.server.ts";

/** Photos whose generations are made in one short transaction. */
const CHUNK = 2_000;

type Making = {
  state: string;
  madeUpTo: number;
  scopePhotos: number;
  imagesPerPhoto: number;
  withDuplicates: boolean;
  creditsPerImage: number;
};

/**
 * Makes the generations of the next photos of the batch's scope. How far it came is written with them, under the
 * batch's lock: it may be done again, by several at once, and from the middle. False when there is no more to make.
 */
export async function makeSome(tx: Queries, shop: string, batchId: string, photos: number, now: Date) {
  const [batch] = await tx.$queryRaw<Making[]>`
    SELECT state, "madeUpTo", "scopePhotos", "imagesPerPhoto", "withDuplicates", "creditsPerImage"
    FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} FOR NO KEY UPDATE`;
  if (!batch || !["running", "paused"].includes(batch.state)) return false;
  const { madeUpTo: from, scopePhotos, imagesPerPhoto, withDuplicates, creditsPerImage } = batch;
  if (from >= scopePhotos) return false;
  const upTo = Math.min(from + photos, scopePhotos);
  await tx.$executeRaw`
    INSERT INTO "Generation" (shop, id, "batchId", position, "productId", "productTitle", "photoId", "photoAlt",
      "photoUrl", ordinal, credits, "runAfter", "createdAt")
    SELECT s.shop, ${uuidV7Prefix(now)} || substr(gen_random_uuid()::text, 16), s."batchId",
      s.position * ${imagesPerPhoto}::int + o.ordinal, s."productId", s."productTitle", s."photoId", s."photoAlt",
      s."photoUrl", o.ordinal, ${creditsPerImage}::int, ${now}, ${now}
    FROM "ScopePhoto" s CROSS JOIN generate_series(0, ${imagesPerPhoto}::int - 1) AS o(ordinal)
    WHERE s.shop = ${shop} AND s."batchId" = ${batchId} AND s.position >= ${from} AND s.position < ${upTo}
      AND (${withDuplicates} OR NOT s."isDuplicate")
    ORDER BY s.position, o.ordinal
    ON CONFLICT DO NOTHING`;
  await tx.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { madeUpTo: upTo } });
  await finishIfOver(tx, shop, batchId, now); // what was left may all be duplicates
  return upTo < scopePhotos;
}

/** All that is left to make, chunk by chunk. What a crash leaves, the next one makes. */
export async function makeGenerations(
  { db, now }: { db: Db; now: () => Date },
  shop: string,
  batchId: string,
  stopping: AbortSignal,
): Promise<void> {
  for (let more = true; more && !stopping.aborted;) {
    more = await db.$transaction((tx) => makeSome(tx, shop, batchId, CHUNK, now()));
  }
}
