import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, addPublication, seedBatch } from "../../tests/generation-rows.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { continueDeletion, countToDelete, deleteImages, isBeingDeleted } from "./delete-images.server.ts";

const person = { id: "7", name: "Ada", canEditProducts: true, locale: "en" };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function seedImages(count: number, productOf: (n: number) => string = () => "501") {
  const rows = await seedBatch(database.db, count);
  const images: string[] = [];
  for (const [n, id] of rows.ids.entries()) {
    images.push(await addImage(database.db, rows, id, productOf(n)));
  }
  return { ...rows, images: images as [string, ...string[]] };
}

/** Images of which others had to hear before they went. */
const told: string[] = [];
const storing = (remove: (keys: readonly string[]) => Promise<void> = async () => {}) => ({
  db: database.db,
  objects: { delete: remove } as Partial<ObjectStore> as ObjectStore,
  forgetCopies: async () => {},
  beforeDeleted: async (_tx: Queries, _shop: string, imageIds: readonly string[]) =>
    void told.push(...imageIds),
});
const idsOf = async (shop: string) => {
  const rows = await database.db.image.findMany({ where: { shop }, orderBy: { id: "asc" } });
  return rows.map(({ id }) => id);
};
const soon = () => new Date(Date.now() + 60_000);

test("deletes all of a batch, rows and files, but what is on its product", async () => {
  const { db } = database;
  const { shop, batchId, images } = await seedImages(4);
  await addPublication(db, shop, images[1] ?? "", "live");
  await addPublication(db, shop, images[2] ?? "", "restored");
  await db.image.updateMany({ where: { id: images[3] }, data: { pinnedAt: new Date() } });
  const which = { subject: "batch" as const, subjectId: batchId };
  expect(await countToDelete(db, shop, which)).toEqual({ images: 3, published: 1, kept: 1 });

  const removed: string[] = [];
  const deps = storing(async (keys) => void removed.push(...keys));
  await deleteImages(deps, { shop, person, now: soon() }, which);
  expect(await idsOf(shop)).toEqual([images[1]]);
  expect(removed).toHaveLength(6);
  expect(told).toEqual([images[0], images[2], images[3]]);
  expect(await db.storedObject.count({ where: { shop } })).toBe(2);
  expect(await db.publication.findMany({ where: { shop } })).toMatchObject([{ imageId: images[1] }]);
  expect(await isBeingDeleted(db, shop, which)).toBe(false);
  expect(await db.auditEntry.findMany({ where: { shop } })).toMatchObject([
    { action: "images_deleted", subject: "batch", subjectId: batchId, personName: "Ada" },
  ]);
});

test("deletes all of one product, and nothing of others or of another shop", async () => {
  const { db } = database;
  const { shop, images } = await seedImages(4, (n) => (n % 2 === 0 ? "501" : "502"));
  const other = await seedImages(1);
  const which = { subject: "product" as const, subjectId: "501" };
  await deleteImages(storing(), { shop, person, now: soon() }, which);
  expect(await idsOf(shop)).toEqual([images[1], images[3]]);
  expect(await idsOf(other.shop)).toEqual(other.images);
  expect(await db.batch.count({ where: { shop } })).toBe(1);
});

test("goes on where it was interrupted, and leaves what came later", async () => {
  const { db } = database;
  const rows = await seedImages(3);
  const { shop, batchId } = rows;
  const which = { subject: "batch" as const, subjectId: batchId };
  const now = soon();
  const away = storing(() => Promise.reject(new Error("the store is away")));
  await expect(deleteImages(away, { shop, person, now }, which)).rejects.toThrow("away");
  expect(await isBeingDeleted(db, shop, which)).toBe(true);
  expect(await db.storedObject.count({ where: { shop, state: "doomed" } })).toBe(6);

  const { id: generationId } = await db.generation.create({
    data: {
      ...{ shop, batchId, ordinal: 1, productId: "501", productTitle: "Green bottle" },
      ...{ photoId: "9000", photoAlt: "", photoUrl: "" },
    },
  });
  const later = await addImage(db, rows, generationId);
  await db.image.updateMany({ where: { id: later }, data: { createdAt: new Date(now.getTime() + 1) } });
  await continueDeletion(storing(), { shop, ...which, askedAt: now }, { most: 100, failedBefore: 9 });
  expect(await idsOf(shop)).toEqual([later]);
  expect(await isBeingDeleted(db, shop, which)).toBe(false);
});

test("is not for people who may not edit products", async () => {
  const { shop, batchId, images } = await seedImages(1);
  const asker = { shop, person: { ...person, canEditProducts: false }, now: soon() };
  await expect(
    deleteImages(storing(), asker, { subject: "batch", subjectId: batchId }),
  ).rejects.toMatchObject({ code: "no_product_permission" });
  expect(await idsOf(shop)).toEqual(images);
});

test("asked for by several at once, it is done once", async () => {
  const { shop, batchId } = await seedImages(30);
  const which = { subject: "batch" as const, subjectId: batchId };
  const removed: string[] = [];
  const deps = storing(async (keys) => void removed.push(...keys));
  await Promise.all([1, 2, 3].map(() => deleteImages(deps, { shop, person, now: soon() }, which)));
  expect(await idsOf(shop)).toEqual([]);
  expect(removed).toHaveLength(60);
});
