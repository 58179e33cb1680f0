import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addBatch, addImage } from "../../tests/generation-rows.ts";
import { NOW, seedQuoted } from "../../tests/quoted-batches.ts";
import { claimCollecting, finishQuote } from "./collect-store.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const leaseMs = 60_000;

async function claimed(shop: string, id: string, token: string, now: Date) {
  const claim = await claimCollecting(database.db, shop, id, { token, now, leaseMs });
  if (!claim) throw new Error("nothing to claim");
  return claim;
}

/** The same prompt and model make an image of the scope's first photo. */
async function imageOfFirst(shop: string, like: { promptHash: string; model: string }) {
  const { db } = database;
  const made = await addBatch(db, shop);
  const id = await addImage(db, { shop, ...made }, made.ids[0] ?? "");
  await db.image.update({
    where: { shop_id: { shop, id } },
    data: { productId: "1000", photoId: "900000", ...like },
  });
}

test("whoever lost the lease changes nothing of a scope that is frozen", async () => {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 3, state: "collecting" });
  const where = { shop_id: { shop, id } };
  const { promptHash, model } = await db.batch.update({
    where,
    data: { collecting: { isRead: true, tries: 0 } },
  });
  const lost = await claimed(shop, id, "a", NOW);
  const won = await claimed(shop, id, "b", new Date(NOW.getTime() + 2 * leaseMs));
  expect(await finishQuote(db, won)).toBe(true);
  await imageOfFirst(shop, { promptHash, model });
  expect(await finishQuote(db, lost)).toBe(false);
  expect(await db.scopePhoto.count({ where: { shop, batchId: id, isDuplicate: true } })).toBe(0);
  expect(await db.batch.findUnique({ where })).toMatchObject({
    state: "quoted",
    duplicates: 0,
    quotedImages: 3,
  });
});
