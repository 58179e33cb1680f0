import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { manyImages } from "../../tests/many-images.ts";
import { decideBatch } from "./decide-batch.server.ts";
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

test("what is done to all images of a batch is one entry, however many chunks it takes", async () => {
  const { db } = database;
  const { shop, batchId } = await manyImages(database.ownerDb, MANY);
  await decideBatch(db, shop, batchId, { decision: "approved", person, now });
  await db.image.updateMany({ where: { shop }, data: { unusedSince: daysBefore(now, 29) } });
  const span = { to: daysBefore(now, -7) };
  expect(await keepGoing(db, shop, { days, person, now, ...span })).toBe(MANY);

  expect(await db.image.count({ where: { shop, decision: "approved", pinnedAt: now } })).toBe(MANY);
  const all = { details: { images: MANY } };
  expect(await db.auditEntry.findMany({ where: { shop }, orderBy: { id: "asc" } })).toMatchObject([
    { action: "images_approved", subject: "batch", subjectId: batchId, ...all },
    { action: "images_kept", subject: "shop", ...all },
  ]);

  await decideBatch(db, shop, batchId, { decision: "rejected", person, now });
  await keepGoing(db, shop, { days, person, now, ...span });
  expect(await db.auditEntry.count({ where: { shop } })).toBe(2); // nothing was left to do
});
