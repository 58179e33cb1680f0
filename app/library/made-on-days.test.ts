import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { createDailyCounts, lastDays } from "../platform/daily-counts.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { madeOnDays } from "./made-on-days.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const NOW = new Date("2026-11-20T00:00:30.000Z");
/** The last of its day, the first of the next, and others around the days that are asked for. */
const MADE = [
  "2026-11-17T23:59:59.999Z",
  "2026-11-18T12:00:00.000Z",
  "2026-11-18T23:59:59.999Z",
  "2026-11-19T00:00:00.000Z",
  "2026-11-20T00:00:00.000Z",
];

async function seedMade(moments: readonly string[]): Promise<string> {
  const { db } = database;
  const rows = await seedBatch(db, moments.length);
  for (const [n, at] of moments.entries()) {
    const id = await addImage(db, rows, rows.ids[n] ?? "");
    await db.image.update({
      where: { shop_id: { shop: rows.shop, id } },
      data: { id: uuidV7(new Date(at)), expiredAt: n === 1 ? NOW : null },
    });
  }
  return rows.shop;
}

test("images are counted on the day of UTC on which they were made, also those that expired", async () => {
  const shop = await seedMade(MADE);
  expect(await madeOnDays(database.db, shop, lastDays(NOW, 4))).toEqual([1, 2, 1, 1]);
  expect(await madeOnDays(database.db, "other.myshopify.com", lastDays(NOW, 2))).toEqual([0, 0]);
});

test("today's are kept for some seconds, past days' for some minutes, and a new day is a new day", async () => {
  const shop = await seedMade(MADE);
  let now = NOW;
  const asked: number[] = [];
  const counts = createDailyCounts({
    ...{ clock: { now: () => now }, days: 3 },
    count: async (name, days) => {
      asked.push(days.length);
      return madeOnDays(database.db, name, days);
    },
  });
  const amounts = async () => (await counts(shop)).map(({ amount }) => amount);
  expect(await counts(shop)).toEqual([
    { day: "2026-11-18", amount: 2 },
    { day: "2026-11-19", amount: 1 },
    { day: "2026-11-20", amount: 1 },
  ]);
  await database.db.image.deleteMany({ where: { shop } });
  expect(await amounts()).toEqual([2, 1, 1]);
  now = new Date("2026-11-20T00:00:35.001Z");
  expect(await amounts()).toEqual([2, 1, 0]);
  now = new Date("2026-11-20T00:10:31.000Z");
  expect(await amounts()).toEqual([0, 0, 0]);
  now = new Date("2026-11-21T00:00:00.000Z");
  expect((await counts(shop)).map(({ day }) => day)).toEqual(["2026-11-19", "2026-11-20", "2026-11-21"]);
  expect(asked.filter((days) => days === 2)).toHaveLength(3);
});
