import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import { whyParked } from "./why-parked.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const NOW = new Date("2026-11-20T12:00:00.000Z");
const LATER = new Date("2026-11-20T13:00:00.000Z");

test("what a person can do something about comes before what ends by itself", async () => {
  const { db } = database;
  const { shop } = await seedBatch(db);
  expect(await whyParked(db, shop, NOW)).toBeNull();
  await db.modelStop.create({ data: { reason: "daily_limit", until: LATER } });
  expect(await whyParked(db, shop, NOW)).toEqual({ reason: "daily_limit", until: LATER.toISOString() });
  expect(await whyParked(db, shop, LATER)).toBeNull();
  await db.shop.update({ where: { shop }, data: { reconnectSince: NOW } });
  expect(await whyParked(db, shop, NOW)).toEqual({ reason: "reconnect", until: null });
  await db.shop.update({ where: { shop }, data: { suspendedAt: NOW } });
  expect(await whyParked(db, shop, NOW)).toEqual({ reason: "suspended", until: null });
});
