import type { CreditsConfig } from "../credits/credits-config.ts";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ImageSize } from "./recipe.ts";
import { addRegeneration, type WantedRegeneration } from "./add-regeneration.server.ts";
import { FROZEN, onePrice } from "./batch-order.server.ts";
import { reserveForBatch } from "./reserve-for-batch.server.ts";

type Config = { model: string; credits: CreditsConfig };

/** For what the person was told that it costs: a batch of one image, with the prompt of the one that it replaces. */
export async function regeneratePaid(
  tx: Queries,
  shop: string,
  wanted: WantedRegeneration,
  { model, credits: config }: Config,
): Promise<{ batchId: string }> {
  const { person, imageId, credits, formToken, now } = wanted;
  const { batch, generation } = await imageToReplace(tx, shop, imageId);
  const price = onePrice(model, batch.imageSize as ImageSize);
  if (price.credits !== credits) throw new PackshotError("price_changed", { credits, now: price.credits });
  const quoted = { quotedImages: 1, quotedCredits: credits, quotedMicros: price.micros };
  const { id: batchId } = await tx.batch.create({
    data: {
      ...{ shop, ...batch, ...quoted, model, formToken, imagesPerPhoto: 1 },
      ...{ creditsPerImage: price.credits, microsPerImage: price.micros },
      ...{ personId: person.id, personName: person.name, state: "running", createdAt: now, startedAt: now },
    },
    select: { id: true },
  });
  await addRegeneration(tx, shop, wanted, { batchId, source: { ...generation, position: 0 } });
  await reserveForBatch(tx, shop, { batchId, key: `reserve:${batchId}`, credits, now }, config);
  const details = { images: 1, credits };
  await recordAudit(tx, shop, person, { action: "batch_started", on: "batch", id: batchId, details });
  return { batchId };
}

async function imageToReplace(tx: Queries, shop: string, id: string) {
  const image = await tx.image.findUnique({
    where: { shop_id: { shop, id } },
    select: { generation: true, batch: { select: FROZEN } },
  });
  if (!image) throw new PackshotError("not_found", { image: id });
  return image;
}
