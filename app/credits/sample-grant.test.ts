import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { NOW, startDeps } from "../../tests/quoted-batches.ts";
import { accountOf } from "./account.server.ts";
import { keepUnderPseudonym } from "./erase.server.ts";
import { grantSample, isSampleLeft } from "./sample-grant.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("the sample is granted once, exactly what it costs, also when two ask at once", async () => {
  const { db } = database;
  const { credits: config } = startDeps(db, 10);
  const shop = `${randomUUID()}.myshopify.com`;
  await db.shop.create({ data: { shop } });
  const grant = () => db.$transaction((tx) => grantSample(tx, shop, { credits: 2, config, now: NOW }));
  const granted = await Promise.all([grant(), grant(), grant()]);
  expect(granted.filter(Boolean)).toHaveLength(1);
  expect(await grant()).toBe(false);
  expect(await accountOf(db, shop, { config, now: NOW })).toMatchObject({ available: 12 });
  expect(await isSampleLeft(db, shop, config)).toBe(false);
});

test("a shop that was erased and comes back has no second one, whether or not it took the first", async () => {
  const { db, ownerDb } = database;
  const { credits: config } = startDeps(db, 10);
  const shop = `${randomUUID()}.myshopify.com`;
  await db.shop.create({ data: { shop } });
  await accountOf(db, shop, { config, now: NOW });
  expect(await isSampleLeft(db, shop, config)).toBe(true);
  const pseudonym = config.pseudonymOf(shop);
  await ownerDb.$transaction((tx) => keepUnderPseudonym(tx, shop, { pseudonym, most: 100 }));
  expect(await isSampleLeft(db, shop, config)).toBe(false);
  expect(await db.$transaction((tx) => grantSample(tx, shop, { credits: 2, config, now: NOW }))).toBe(false);
});
