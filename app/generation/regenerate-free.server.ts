import { randomUUID } from "node:crypto";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import { addRegeneration, type WantedRegeneration } from "./add-regeneration.server.ts";
import { FROZEN } from "./batch-order.server.ts";

/**
 * A rejected image was charged, so it carries one more try for free: in the same batch, beside what it made. A batch
 * that was cancelled does not run again: then in one of its own.
 */
export async function regenerateForFree(
  tx: Queries,
  shop: string,
  wanted: WantedRegeneration,
): Promise<{ batchId: string }> {
  const { person, imageId, now } = wanted;
  const image = await rejected(tx, shop, imageId);
  const isOver = image.batch.state === "cancelled";
  const batchId = isOver ? await batchBeside(tx, shop, image, now) : image.batchId;
  await addRegeneration(tx, shop, wanted, { batchId, source: image.generation });
  await tx.$executeRaw`
    UPDATE "Batch" SET regenerations = regenerations + 1, "finishedAt" = NULL,
      state = CASE state WHEN 'done' THEN 'running' ELSE state END
    WHERE shop = ${shop} AND id = ${batchId}`;
  const act = { action: "image_regenerated", on: "image", id: imageId, details: {} } as const;
  await recordAudit(tx, shop, person, act);
  return { batchId };
}

/** The image's batch is locked first: whoever cancels it waits, and so do two who regenerate in it at once. */
async function rejected(tx: Queries, shop: string, id: string) {
  const found = await tx.image.findUnique({ where: { shop_id: { shop, id } }, select: { batchId: true } });
  if (!found) throw new PackshotError("not_found", { image: id });
  const { batchId } = found;
  await tx.$queryRaw`SELECT id FROM "Batch" WHERE shop = ${shop} AND id = ${batchId} FOR NO KEY UPDATE`;
  const image = await tx.image.findUniqueOrThrow({
    where: { shop_id: { shop, id } },
    select: {
      ...{ id: true, batchId: true, decision: true, generation: true },
      batch: { select: { state: true, personId: true, personName: true, ...FROZEN } },
    },
  });
  if (image.decision !== "rejected") throw new PackshotError("image_not_rejected", { image: id });
  if (image.generation.regeneratesId) throw new PackshotError("already_regenerated", { image: id });
  return image;
}

async function batchBeside(
  tx: Queries,
  shop: string,
  { batch }: Awaited<ReturnType<typeof rejected>>,
  now: Date,
): Promise<string> {
  const none = { imagesPerPhoto: 1, quotedImages: 0, quotedCredits: 0, quotedMicros: 0 };
  const beside = { ...batch, ...none, formToken: randomUUID(), state: "running", startedAt: now };
  const { id: batchId } = await tx.batch.create({ data: { shop, ...beside }, select: { id: true } });
  return batchId;
}
