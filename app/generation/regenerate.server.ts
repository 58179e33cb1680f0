import { randomUUID } from "node:crypto";
import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Clock } from "../platform/clock.ts";
import { isUniqueViolation, type Db, type Queries } from "../platform/db/db.server.ts";
import { PackshotError } from "../platform/errors.ts";
import type { Person } from "../platform/person.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { FROZEN } from "./batch-order.server.ts";
import { assertShopWorks } from "./working-shop.server.ts";

type Deps = { db: Db; clock: Clock; nudge: () => void };

/**
 * A rejected image was charged, so it carries one more try for free: in the same batch, beside what it made. A batch
 * that was cancelled does not run again: then in one of its own.
 */
export async function regenerate(
  { db, clock, nudge }: Deps,
  shop: string,
  person: Person,
  imageId: string,
): Promise<{ batchId: string }> {
  const batchId = await onceOnly(imageId, () =>
    db.$transaction(async (tx) => {
      await assertShopWorks(tx, shop);
      const image = await rejected(tx, shop, imageId);
      const { batch, generation } = image;
      const now = clock.now();
      const batchId = batch.state === "cancelled" ? await batchBeside(tx, shop, image, now) : image.batchId;
      await addOne(tx, shop, { id: imageId, batchId, generation }, now);
      const act = { action: "image_regenerated", on: "image", id: imageId, details: {} } as const;
      await recordAudit(tx, shop, person, act);
      return batchId;
    }),
  );
  nudge();
  return { batchId };
}

async function onceOnly<T>(imageId: string, add: () => Promise<T>): Promise<T> {
  try {
    return await add();
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new PackshotError("already_regenerated", { image: imageId }, { cause: error });
  }
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

async function addOne(
  tx: Queries,
  shop: string,
  { id, batchId, generation }: Pick<Awaited<ReturnType<typeof rejected>>, "id" | "batchId" | "generation">,
  now: Date,
): Promise<void> {
  const { photoId, productId, productTitle, photoAlt, photoUrl, position } = generation;
  const { _max } = await tx.generation.aggregate({
    where: { shop, batchId, productId, photoId },
    _max: { ordinal: true },
  });
  await tx.generation.create({
    data: {
      ...{ shop, id: uuidV7(now), batchId, position, productId, productTitle, photoId, photoAlt, photoUrl },
      ...{ ordinal: (_max.ordinal ?? 0) + 1, credits: 0, regeneratesId: id, runAfter: now },
    },
  });
  await tx.$executeRaw`
    UPDATE "Batch" SET regenerations = regenerations + 1, "finishedAt" = NULL,
      state = CASE state WHEN 'done' THEN 'running' ELSE state END
    WHERE shop = ${shop} AND id = ${batchId}`;
}
