import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { waitingOfProduct } from "./waiting-of-product.server.ts";

const PRODUCT = "501";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("images of the product that nobody decided about and that are there", async () => {
  const { db } = database;
  const rows = await seedBatch(db, 5);
  const { shop, ids } = rows;
  const [first = "", second = ""] = await Promise.all(
    ids.map((id, place) => addImage(db, rows, id, place === 4 ? "502" : PRODUCT)),
  );
  await db.image.update({ where: { shop_id: { shop, id: first } }, data: { decision: "rejected" } });
  await db.image.update({ where: { shop_id: { shop, id: second } }, data: { expiredAt: new Date() } });

  expect(await waitingOfProduct(db, shop, PRODUCT)).toEqual({ amount: 2, isMore: false });
  expect(await waitingOfProduct(db, "other.myshopify.com", PRODUCT)).toEqual({ amount: 0, isMore: false });
});
