import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { eventually } from "../../tests/eventually.ts";
import { manyImages } from "../../tests/many-images.ts";
import { systemClock } from "../platform/clock.ts";
import { createLogger } from "../platform/logger.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { askBulk } from "./ask-bulk.server.ts";
import type { BulkKind } from "./bulk.ts";
import { createBulkWork } from "./bulk-work.server.ts";

const person = { id: "7", name: "Ada", locale: "en", canEditProducts: true };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const workWith = (remove: ObjectStore["delete"]) =>
  createBulkWork({
    ...{ db: database.db, objects: { delete: remove } as ObjectStore, clock: systemClock },
    ...{ beforeDeleted: async () => {}, forgetCopies: async () => {}, log: createLogger("silent") },
  });
const ask = (shop: string, kind: BulkKind) =>
  askBulk(
    database.db,
    shop,
    { person, now: new Date() },
    {
      ...{ kind, which: { filter: {} }, formToken: randomUUID() },
    },
  );
const allDone = (shop: string) =>
  eventually(
    () => database.db.bulkAction.findMany({ where: { shop }, orderBy: { id: "asc" } }),
    (rows) => rows.every(({ state }) => state === "done"),
  );

test("of a shop one after the other, of several shops beside each other, by two processes, each once", async () => {
  const shops = [await manyImages(database.ownerDb, 1_100), await manyImages(database.ownerDb, 600)];
  for (const { shop } of shops) {
    await ask(shop, "approve");
    await ask(shop, "reject");
    await ask(shop, "keep");
  }
  const processes = [workWith(async () => {}), workWith(async () => {})];
  for (const process of processes) process.nudge();
  for (const [n, { shop }] of shops.entries()) {
    const images = [1_100, 600][n];
    const done = { done: images, leftOut: 0 };
    expect(await allDone(shop)).toMatchObject([{ ...done }, { images, ...done }, { ...done }]);
    expect(await database.db.image.count({ where: { shop, decision: "rejected" } })).toBe(images);
  }
  await Promise.all(processes.map((process) => process.stop()));
});

test("what is small is done when the person is answered, with what was asked for before", async () => {
  const { shop } = await manyImages(database.ownerDb, 700);
  await ask(shop, "approve");
  await ask(shop, "keep");
  const work = workWith(async () => {});
  await work.begin(shop);
  expect(await database.db.bulkAction.findMany({ where: { shop } })).toMatchObject([
    { state: "done", done: 700 },
    { state: "done", done: 700 },
  ]);
  await work.stop();
});

test("one that fails waits for the next time and holds up nobody else's", async () => {
  const [fails, other] = [await manyImages(database.ownerDb, 600), await manyImages(database.ownerDb, 2)];
  await ask(fails.shop, "delete");
  await ask(other.shop, "approve");
  const away = workWith(() => Promise.reject(new Error("the store is away")));
  away.nudge();
  await allDone(other.shop);
  await away.stop();
  expect(await database.db.bulkAction.findMany({ where: { shop: fails.shop } })).toMatchObject([
    { state: "running", done: 500 },
  ]);
  const back = workWith(async () => {});
  back.nudge();
  expect(await allDone(fails.shop)).toMatchObject([{ done: 600 }]);
  expect(await database.db.image.count({ where: { shop: fails.shop } })).toBe(0);
  await back.stop();
});
