import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { ADA, seedQuoted, startDeps } from "../../tests/quoted-batches.ts";
import { QuoteForm } from "./batch-form.ts";
import { findBatch, listBatches, listMoving } from "./batch-store.server.ts";
import { requestQuote } from "./quote.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const WISHES = { recipeKey: "studio", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: "1" };

test("a list of batches says where each comes from, newest first, page by page, and of one shop alone", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 2, state: "running" });
  await seedQuoted(db, { photos: 1 });
  const selections = [
    { from: "photos", photos: [{ productId: "1", photoId: "2" }] },
    { from: "search", filters: { collectionId: "7" }, collectionTitle: "Autumn" },
    { from: "list", words: ["A-1", "A-2", "A-3"] },
  ];
  for (const selection of selections) {
    const form = QuoteForm.parse({ ...WISHES, formToken: randomUUID(), selection });
    await requestQuote(deps, { shop, person: ADA, form });
  }
  const batches = await listBatches(db, shop, 10);
  expect(batches.map(({ source }) => source)).toEqual([
    { from: "list", words: 3 },
    { from: "search", filters: { collectionId: "7" }, collectionTitle: "Autumn" },
    { from: "photos" },
    { from: "photos" },
  ]);
  expect(batches[3]).toMatchObject({ id, firstProduct: "Bottle 0", total: 2, done: 0, state: "running" });

  const [first, second] = await listBatches(db, shop, 2);
  expect([first?.id, second?.id]).toEqual([batches[0]?.id, batches[1]?.id]);
  expect((await listBatches(db, shop, 2, second?.id)).map((batch) => batch.id)).toEqual([batches[2]?.id, id]);
  expect(await findBatch(db, shop, id)).toEqual(batches[3]);
  const moving = batches.filter(({ state }) => ["running", "collecting"].includes(state));
  expect(await listMoving(db, shop, 10)).toEqual(moving);
  expect(await listMoving(db, shop, 1)).toEqual(moving.slice(0, 1));
  const stranger = await seedQuoted(db, { photos: 1 });
  expect(await findBatch(db, stranger.shop, id)).toBeNull();
});
