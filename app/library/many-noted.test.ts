import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { manyImages } from "../../tests/many-images.ts";
import { keepGoing } from "./going-images.server.ts";
import { daysBefore } from "./image-days.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const person = { id: "7", name: "Ada", locale: "en", canEditProducts: true };
const days = { unpublished: 30, rejected: 14 };
/** More than one chunk. */
const MANY = 5_001;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

test("to keep all that would expire is one entry, however many chunks it takes", async () => {
  const { db } = database;
  const { shop } = await manyImages(database.ownerDb, MANY);
  await db.image.updateMany({ where: { shop }, data: { unusedSince: daysBefore(now, 29) } });
  const span = { to: daysBefore(now, -7) };
  expect(await keepGoing(db, shop, { days, person, now, ...span })).toBe(MANY);

  expect(await db.image.count({ where: { shop, pinnedAt: now } })).toBe(MANY);
  const all = { details: { images: MANY } };
  expect(await db.auditEntry.findMany({ where: { shop }, orderBy: { id: "asc" } })).toMatchObject([
    { action: "images_kept", subject: "shop", ...all },
  ]);

  await keepGoing(db, shop, { days, person, now, ...span });
  expect(await db.auditEntry.count({ where: { shop } })).toBe(1); // nothing was left to do
});
