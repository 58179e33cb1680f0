import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addBatch, seedBatch } from "../../tests/generation-rows.ts";
import { ADA, startDeps } from "../../tests/quoted-batches.ts";
import { accountOf } from "../credits/account.server.ts";
import { uuidV7 } from "../platform/uuid-v7.ts";
import { latelyFailed, retryLatelyFailed } from "./lately-failed.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Ids are made by the database's own clock. */
const now = new Date();

async function fail(shop: string, batchId: string, codes: readonly string[]): Promise<void> {
  const { db } = database;
  const generations = await db.generation.findMany({ where: { shop, batchId }, take: codes.length });
  for (const [n, { id }] of generations.entries()) {
    const failed = { state: "failed", failureCode: codes[n], credits: 1 };
    await db.generation.update({ where: { shop_id: { shop, id } }, data: failed });
  }
  const failures = Object.fromEntries(
    [...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]),
  );
  const counted = { failed: codes.length, failures, creditsPerImage: 1 };
  await db.batch.update({ where: { shop_id: { shop, id: batchId } }, data: counted });
}

test("what failed in any batch of the last days stands together by its cause, and one cause is tried again", async () => {
  const { db } = database;
  const { shop, batchId: first } = await seedBatch(db, 3, { state: "done" });
  const { batchId: second } = await addBatch(db, shop, 2, { state: "running" });
  const { batchId: cancelled } = await addBatch(db, shop, 1, { state: "cancelled" });
  const { batchId: old } = await addBatch(db, shop, 1, { state: "done" });
  await fail(shop, first, ["model_busy", "model_busy", "photo_missing"]);
  await fail(shop, second, ["model_busy"]);
  await fail(shop, cancelled, ["model_busy"]);
  await fail(shop, old, ["model_busy"]);
  const weekAgo = uuidV7(new Date(now.getTime() - 7 * 86_400_000 - 60_000));
  await db.generation.deleteMany({ where: { shop, batchId: old } });
  await db.batch.update({ where: { shop_id: { shop, id: old } }, data: { id: weekAgo } });

  expect(await latelyFailed(db, shop, now)).toEqual([
    { code: "model_busy", count: 3, batchIds: [first, second].sort() },
    { code: "photo_missing", count: 1, batchIds: [first] },
  ]);
  expect(await latelyFailed(db, "other.myshopify.com", now)).toEqual([]);

  const deps = { ...startDeps(db), clock: { now: () => now } };
  await accountOf(db, shop, { config: deps.credits, now });
  expect(await retryLatelyFailed(deps, shop, ADA, "model_busy")).toBe(3);
  expect(await retryLatelyFailed(deps, shop, ADA, "model_busy")).toBe(0);
  expect(await latelyFailed(db, shop, now)).toMatchObject([{ code: "photo_missing", count: 1 }]);
  expect(
    await db.generation.count({ where: { shop, state: "queued", batchId: { in: [first, second] } } }),
  ).toBe(4);
});
