import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, addPublication, seedBatch } from "../../tests/generation-rows.ts";
import { lastDays } from "../platform/daily-counts.ts";
import { liveOnDays } from "./live-on-days.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("what went live counts on its day, also when it was taken off again; what never did does not", async () => {
  const { db } = database;
  const rows = await seedBatch(db, 4);
  const { shop } = rows;
  const went: [state: string, liveAt: string | null][] = [
    ["live", "2026-11-19T23:59:59.999Z"],
    ["restored", "2026-11-20T00:00:00.000Z"],
    ["live", "2026-11-20T09:00:00.000Z"],
    ["failed", null],
  ];
  for (const [n, [state, liveAt]] of went.entries()) {
    const imageId = await addImage(db, rows, rows.ids[n] ?? "");
    await addPublication(db, shop, imageId, state);
    await db.publication.updateMany({ where: { shop, imageId }, data: { liveAt } });
  }
  const days = lastDays(new Date("2026-11-20T12:00:00.000Z"), 3);
  expect(await liveOnDays(db, shop, days)).toEqual([0, 1, 2]);
  expect(await liveOnDays(db, "other.myshopify.com", days)).toEqual([0, 0, 0]);
});
