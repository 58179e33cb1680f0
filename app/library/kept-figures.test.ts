import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import { createKeptFigures } from "./kept-figures.server.ts";

let database: TestDatabase;
beforeAll(async () => void (database = await testDatabase()));
afterAll(() => database.close());

it("figures are kept for a minute, or until somebody decides", async () => {
  const { db } = database;
  const time = { now: new Date("2026-11-20T12:00:00.000Z") };
  const figures = createKeptFigures({ db, clock: { now: () => time.now } });
  const rows = await seedBatch(db, 3);
  const approve = async (n: number) => {
    const id = await addImage(db, rows, rows.ids[n] ?? "");
    await db.image.update({ where: { shop_id: { shop: rows.shop, id } }, data: { decision: "approved" } });
  };
  const approved = async () => (await figures.of(rows.shop, ["studio", "free"])).get("studio")?.approved;
  await approve(0);
  expect(await approved()).toBe(1);
  await approve(1);
  expect(await approved()).toBe(1);
  figures.forget(rows.shop);
  expect(await approved()).toBe(2);
  await approve(2);
  time.now = new Date(time.now.getTime() + 60_000);
  expect(await approved()).toBe(3);
  expect((await figures.of(rows.shop, ["free"])).size).toBe(0);
});
