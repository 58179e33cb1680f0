import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.close());

const productsOf = (shop: string) =>
  database.db.libraryProduct.findMany({ where: { shop }, orderBy: { productId: "asc" } });

test("products come with their first image, follow the newest, and go with the last", async () => {
  const { db } = database;
  const rows = await seedBatch(db, 3);
  const { shop, ids } = rows;
  const [first, second, third] = [
    await addImage(db, rows, ids[0] ?? "", "601"),
    await addImage(db, rows, ids[1] ?? "", "601"),
    await addImage(db, rows, ids[2] ?? "", "602"),
  ];
  const title = "Green bottle";
  expect(await productsOf(shop)).toEqual([
    { shop, productId: "601", title, newestImageId: second },
    { shop, productId: "602", title, newestImageId: third },
  ]);
  await db.image.delete({ where: { shop_id: { shop, id: second } } });
  expect(await productsOf(shop)).toMatchObject([{ newestImageId: first }, { newestImageId: third }]);
  await db.image.deleteMany({ where: { shop, productId: "601" } });
  expect(await productsOf(shop)).toMatchObject([{ productId: "602" }]);
});

test("many who add images of one product at once leave the newest one's id", async () => {
  const { db } = database;
  const rows = await seedBatch(db, 20);
  const made = await Promise.all(rows.ids.map((id) => addImage(db, rows, id, "601")));
  expect(await productsOf(rows.shop)).toMatchObject([{ newestImageId: made.toSorted().at(-1) }]);
});
