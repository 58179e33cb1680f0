import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { workOnProduct } from "./work-on-product.server.ts";

const DAY_MS = 86_400_000;
const now = new Date();
const PRODUCT = "501";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const exactly = (amount: number) => ({ amount, isMore: false });

test("what is being made of a product and what failed of late; nothing of another product or shop", async () => {
  const { db } = database;
  const { shop, ids } = await seedBatch(db, 8);
  const other = await seedBatch(db, 2);
  const states = ["queued", "running", "failed", "failed", "failed", "cancelled", "done", "queued"];
  for (const [place, state] of states.entries()) {
    await db.generation.update({ where: { shop_id: { shop, id: ids[place] ?? "" } }, data: { state } });
  }
  const old = { id: uuidV7(new Date(now.getTime() - 8 * DAY_MS)) };
  await db.generation.update({ where: { shop_id: { shop, id: ids[2] ?? "" } }, data: old });
  await db.generation.update({ where: { shop_id: { shop, id: ids[7] ?? "" } }, data: { productId: "502" } });

  expect(await workOnProduct(db, shop, PRODUCT, now)).toEqual({ running: exactly(2), failed: exactly(2) });
  expect(await workOnProduct(db, other.shop, PRODUCT, now)).toMatchObject({ running: exactly(2) });
  expect(await workOnProduct(db, shop, "404", now)).toEqual({ running: exactly(0), failed: exactly(0) });
});

test("is counted no further than a person wants to know", async () => {
  const { ownerDb } = database;
  const { shop } = await seedBatch(ownerDb);
  await ownerDb.$executeRaw`
    INSERT INTO "Generation" SELECT copy.* FROM "Generation" g, generate_series(2, 3000) n,
      jsonb_populate_record(g, jsonb_build_object('id', g.id || n, 'ordinal', n)) copy WHERE g.shop = ${shop}`;
  expect(await workOnProduct(database.db, shop, PRODUCT, now)).toEqual({
    running: { amount: 1_000, isMore: true },
    failed: exactly(0),
  });
});
