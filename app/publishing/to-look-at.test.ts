import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, addPublication, seedBatch } from "../../tests/generation-rows.ts";
import { countToLookAt } from "./to-look-at.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("what failed or is unclear, and what waits for a choice; nothing of what was tried again or went well", async () => {
  const { db } = database;
  const states = ["failed", "unclear", "partly_restored", "live", "live", "restored", "pending", "failed"];
  const rows = await seedBatch(db, states.length);
  const { shop } = rows;
  const images: string[] = [];
  for (const [n, state] of states.entries()) {
    const imageId = await addImage(db, rows, rows.ids[n] ?? "");
    await addPublication(db, shop, imageId, state);
    images.push(imageId);
  }
  const where = (n: number) => ({ shop, imageId: images[n] ?? "" });
  await db.publication.updateMany({ where: where(4), data: { failureCode: "product_changed" } });
  await db.publication.updateMany({ where: where(7), data: { isLatest: false } });
  expect(await countToLookAt(db, shop)).toEqual({ failed: 3, changed: 1 });
  expect(await countToLookAt(db, "other.myshopify.com")).toEqual({ failed: 0, changed: 0 });
});
