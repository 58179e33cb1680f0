import { randomUUID } from "node:crypto";
import type { Db } from "../app/platform/db/db.server.ts";

export type Rows = { shop: string; batchId: string; ids: string[] };

/** A shop of its own with a running batch: one generation per photo. */
export async function seedBatch(
  db: Db,
  photos = 1,
  batch: { state?: string; model?: string } = {},
): Promise<Rows> {
  const shop = `${randomUUID()}.myshopify.com`;
  await db.shop.create({ data: { shop } });
  return { shop, ...(await addBatch(db, shop, photos, batch)) };
}

export async function addBatch(
  db: Db,
  shop: string,
  photos = 1,
  { state = "running", model = "gemini-nano-banana-2.1" }: { state?: string; model?: string } = {},
): Promise<Omit<Rows, "shop">> {
  const { id: batchId } = await db.batch.create({
    data: {
      ...{ shop, state, model, formToken: randomUUID(), personId: "7", personName: "Ada" },
      ...{ recipeKey: "studio", recipeVersion: 1, recipeName: "Studio", prompt: "Scene: a studio." },
      ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: 1 },
      ...{ quotedImages: photos, quotedCredits: photos, quotedMicros: BigInt(photos * 33_600) },
      microsPerImage: 33_600n,
    },
  });
  const generations = await db.generation.createManyAndReturn({
    data: Array.from({ length: photos }, (_, photo) => ({
      ...{ shop, batchId, ordinal: 0, productId: "501", productTitle: "Green bottle" },
      ...{ photoId: String(9000 + photo), photoAlt: "A bottle", photoUrl: "http://photos.example/1.jpg" },
      runAfter: new Date("2026-11-20T12:00:00.000Z"),
    })),
    select: { id: true },
  });
  return { batchId, ids: generations.map(({ id }) => id) };
}

/** An image of a generation that is done, with its two objects, as generation files it. */
export async function addImage(
  db: Db,
  { shop, batchId }: Rows,
  generationId: string,
  productId = "501",
): Promise<string> {
  const keys = [
    `shops/${shop}/images/${generationId}/1-a.png`,
    `shops/${shop}/images/${generationId}/1-a.webp`,
  ];
  const [objectKey = "", thumbnailKey = ""] = keys;
  await db.generation.update({ where: { shop_id: { shop, id: generationId } }, data: { state: "done" } });
  await db.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { done: { increment: 1 } } });
  await db.storedObject.createMany({
    data: keys.map((key) => ({ shop, key, generationId, attempt: 1, state: "kept" })),
  });
  const { id } = await db.image.create({
    data: {
      ...{
        shop,
        generationId,
        batchId,
        productId,
        productTitle: "Green bottle",
        photoId: "9000",
        photoAlt: "",
      },
      ...{ photoUrl: "", recipeKey: "studio", recipeVersion: 1, recipeName: "Studio", model: "m" },
      ...{
        objectKey,
        thumbnailKey,
        mimeType: "image/png",
        width: 1,
        height: 1,
        bytes: 1,
        sha256: "",
        altText: "A",
      },
    },
  });
  return id;
}

export async function addPublication(db: Db, shop: string, imageId: string, state: string): Promise<void> {
  const { batchId } = await db.image.findUniqueOrThrow({ where: { shop_id: { shop, id: imageId } } });
  await db.publication.create({
    data: {
      ...{
        shop,
        imageId,
        batchId,
        state,
        productId: "501",
        photoId: "9000",
        placement: "end",
        fileName: "a.jpg",
        altText: "A",
      },
      ...{ personId: "7", personName: "Ada" },
    },
  });
}
