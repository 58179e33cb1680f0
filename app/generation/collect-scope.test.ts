import { afterAll, beforeAll, expect, test } from "vitest";
import { collectingBatches, page, photo, type Batch } from "../../tests/collecting-batches.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addBatch, addImage } from "../../tests/generation-rows.ts";

let database: TestDatabase;
let batches: ReturnType<typeof collectingBatches>;
beforeAll(async () => {
  database = await testDatabase();
  batches = collectingBatches(database.db);
});
afterAll(() => database.close());

/** Images of products of the batch's shop, as the same prompt and model made them. */
async function imagesBefore(batch: Batch, products: { productId: string; photoId: string }[]) {
  const { db } = database;
  const { promptHash, model } = await batches.batchOf(batch);
  const made = await addBatch(db, batch.shop, products.length);
  for (const [index, data] of products.entries()) {
    const id = await addImage(db, { shop: batch.shop, ...made }, made.ids[index] ?? "", data.productId);
    const where = { shop_id: { shop: batch.shop, id } };
    await db.image.update({ where, data: { ...data, promptHash, model } });
  }
}

test("products with an image of ours are left out when they are not wanted", async () => {
  const batch = await batches.asked({ withoutImage: true });
  await imagesBefore(batch, [{ productId: "503", photoId: "1" }]);
  await batches.collect(batch);
  const { scope, ...row } = await batches.batchOf(batch);
  expect(row).toMatchObject({ skipped: { no_photo: 3, has_image: 1 }, scopePhotos: 29, quotedImages: 58 });
  expect(scope.some(({ productId }) => productId === "503")).toBe(false);
});

test("what was made before of a photo of a product is marked, not what was made of it for another product", async () => {
  const batch = await batches.asked();
  await imagesBefore(batch, [
    { productId: "505", photoId: "9005" },
    { productId: "999", photoId: "9006" },
  ]);
  await batches.collect(batch);
  const { scope, ...row } = await batches.batchOf(batch);
  expect(row).toMatchObject({ scopePhotos: 30, duplicates: 1, quotedImages: 58 });
  expect(scope.filter(({ isDuplicate }) => isDuplicate).map(({ photoId }) => photoId)).toEqual(["9005"]);
});

test("a photo that is on several products is in the scope once for each of them", async () => {
  const batch = await batches.asked();
  const shared = (n: number) => ({ ...photo(n), photoId: "9000" });
  const steps = [
    [photo(0), shared(1), shared(1)],
    [shared(0), shared(2)],
  ];
  await batches.collect(batch, async (from) => {
    const photos = steps[from ? 1 : 0] ?? [];
    return { photos, skipped: {}, notFound: [], products: photos.length, next: from ? null : page(1) };
  });
  const { scope, ...row } = await batches.batchOf(batch);
  expect(row).toMatchObject({ scopePhotos: 3, quotedImages: 6 });
  expect(scope.map(({ position, productId }) => [position, productId]).sort()).toEqual([
    ...[
      [0, "500"],
      [1, "501"],
      [2, "502"],
    ],
  ]);
});
