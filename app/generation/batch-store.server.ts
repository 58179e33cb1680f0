import { isUniqueViolation, type Db, type Queries } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { lockBatch } from "./batch-progress.server.ts";

export type NewBatch = {
  formToken: string;
  person: Person;
  recipe: { key: string; version: number; name: string; prompt: string };
  aspectRatio: string;
  imageSize: string;
  imagesPerPhoto: number;
  model: string;
  quote: { images: number; credits: number; micros: number };
  photos: readonly {
    productId: string;
    productTitle: string;
    photoId: string;
    photoAlt: string;
    photoUrl: string;
  }[];
};

export type BatchSummary = {
  id: string;
  state: string;
  recipeName: string;
  personName: string;
  aspectRatio: string;
  imageSize: string;
  quotedImages: number;
  quotedCredits: number;
  createdAt: Date;
  finishedAt: Date | null;
};

const SUMMARY = {
  id: true,
  state: true,
  recipeName: true,
  personName: true,
  aspectRatio: true,
  imageSize: true,
  quotedImages: true,
  quotedCredits: true,
  createdAt: true,
  finishedAt: true,
} as const;

/** Stores a batch with all its generations, at once. The form sent before answers the batch it made then. */
export async function createBatch(
  db: Db,
  shop: string,
  batch: NewBatch,
): Promise<{ id: string; isNew: boolean }> {
  try {
    return { id: await db.$transaction((tx) => insertBatch(tx, shop, batch)), isNew: true };
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const earlier = await findBatchByForm(db, shop, batch.formToken);
    if (!earlier) throw error;
    return { ...earlier, isNew: false };
  }
}

export async function findBatchByForm(
  db: Queries,
  shop: string,
  formToken: string,
): Promise<{ id: string } | null> {
  return db.batch.findUnique({ where: { shop_formToken: { shop, formToken } }, select: { id: true } });
}

export async function findBatch(db: Queries, shop: string, id: string): Promise<BatchSummary | null> {
  return db.batch.findUnique({ where: { shop_id: { shop, id } }, select: SUMMARY });
}

export async function countRunning(db: Queries, shop: string): Promise<number> {
  return db.batch.count({ where: { shop, state: "running" } });
}

/** Newest first; `before` is the id of the last one seen (ids are in order of time). */
export async function listBatches(
  db: Queries,
  shop: string,
  limit: number,
  before?: string,
): Promise<BatchSummary[]> {
  return db.batch.findMany({
    where: { shop, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit,
    select: SUMMARY,
  });
}

/** Stops what has not begun; what runs finds its batch cancelled and is discarded. */
export async function cancelBatch(db: Db, shop: string, id: string, now: Date): Promise<void> {
  await db.$transaction([
    db.batch.updateMany({
      where: { shop, id, state: { in: ["running", "paused"] } },
      data: { state: "cancelled", finishedAt: now },
    }),
    db.generation.updateMany({
      where: { shop, batchId: id, state: { in: ["queued", "running"] }, batch: { state: "cancelled" } },
      data: { state: "cancelled", finishedAt: now, leaseToken: null, leaseUntil: null },
    }),
  ]);
}

/** Failed generations become queued again, and the batch runs again; answers the ids to hand to the queue. */
export async function retryFailed(db: Db, shop: string, id: string, now: Date): Promise<string[]> {
  return db.$transaction(async (tx) => {
    await lockBatch(tx, shop, id); // or a person who cancels at this moment would see it run on
    const retried = await tx.generation.updateManyAndReturn({
      where: { shop, batchId: id, state: "failed", batch: { state: { not: "cancelled" } } },
      data: {
        state: "queued",
        attempt: 0,
        modelCalls: 0,
        runAfter: now,
        failureCode: null,
        finishedAt: null,
      },
      select: { id: true },
    });
    if (retried.length > 0) {
      await tx.batch.update({
        where: { shop_id: { shop, id } },
        data: { state: "running", finishedAt: null },
      });
    }
    return retried.map((row) => row.id);
  });
}

async function insertBatch(db: Queries, shop: string, batch: NewBatch): Promise<string> {
  const { recipe, person, quote } = batch;
  const { id } = await db.batch.create({
    data: {
      shop,
      state: "running",
      formToken: batch.formToken,
      personId: person.id,
      personName: person.name,
      recipeKey: recipe.key,
      recipeVersion: recipe.version,
      recipeName: recipe.name,
      prompt: recipe.prompt,
      aspectRatio: batch.aspectRatio,
      imageSize: batch.imageSize,
      imagesPerPhoto: batch.imagesPerPhoto,
      model: batch.model,
      quotedImages: quote.images,
      quotedCredits: quote.credits,
      quotedMicros: quote.micros,
    },
    select: { id: true },
  });
  const ordinals = Array.from({ length: batch.imagesPerPhoto }, (_, ordinal) => ordinal);
  await db.generation.createMany({
    data: batch.photos.flatMap((photo) =>
      ordinals.map((ordinal) => ({ shop, batchId: id, ordinal, ...photo })),
    ),
  });
  return id;
}
