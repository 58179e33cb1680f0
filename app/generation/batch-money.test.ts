import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed, filed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedRunning, startDeps } from "../../tests/quoted-batches.ts";
import { accountOf } from "../credits/account.server.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import { countFailed } from "./batch-counters.server.ts";
import { progressOf } from "./batch-progress.server.ts";
import { cancelBatch } from "./control-batch.server.ts";
import { failWaitingOf } from "./forget-product.server.ts";
import * as generations from "./generation-store.server.ts";
import { recordModelCall } from "./model-calls.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import { sweepBatches } from "./sweep-batches.server.ts";

let database: TestDatabase;
let deps: ReturnType<typeof startDeps>;
beforeAll(async () => {
  database = await testDatabase();
  deps = startDeps(database.db);
});
afterAll(async () => {
  expect(await ledgerImbalance(database.db)).toBe(0);
  await database.close();
});

const running = (photos: number) => seedRunning(deps, photos);
const at = (shop: string, ids: string[], index: number) => claimed(database.db, shop, ids[index], NOW);
const account = (shop: string) => accountOf(database.db, shop, { config: deps.credits, now: NOW });
const batchOf = (shop: string, id: string) =>
  database.db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
const entries = (shop: string, kind: string) =>
  database.db.ledgerEntry.findMany({ where: { shop, kind }, orderBy: { id: "asc" } });
const complete = async (claim: generations.Claim) =>
  generations.complete(database.db, claim, await filed(database.db, claim), NOW);
const sweep = () => sweepBatches({ ...deps, clock: { now: () => NOW } });

test("a success is charged, a failure is free, and both tell what the model cost", async () => {
  const { shop, id, ids } = await running(3);
  const [good, bad] = [await at(shop, ids, 0), await at(shop, ids, 1)];
  const limits = { calls: null, micros: null };
  for (const claim of [good, bad, bad]) await recordModelCall(database.db, claim, { now: NOW, limits });
  await complete(good);
  await generations.fail(database.db, bad, "model_refused", NOW);
  expect(await account(shop)).toMatchObject({ charged: 1, reserved: 1, available: 999_998 });
  expect(await entries(shop, "settle")).toMatchObject([
    { generationId: good.id, batchId: id, credits: 1, costMicros: 33_600n },
  ]);
  expect(await entries(shop, "release")).toMatchObject([
    { generationId: bad.id, credits: 1, costMicros: 67_200n },
  ]);
  expect(await batchOf(shop, id)).toMatchObject({
    ...{ state: "running", done: 1, failed: 1, reserved: 1, failures: { model_refused: 1 } },
  });
});

test("twenty that end at the same moment, while the batch is cancelled, are each booked once or not at all", async () => {
  const { shop, id, ids } = await running(40);
  const claims = await Promise.all(ids.slice(0, 20).map((one) => claimed(database.db, shop, one, NOW)));
  const images = await Promise.all(claims.map((claim) => filed(database.db, claim)));
  const ends = claims.map((claim, index) => {
    const image = images[index];
    if (index % 4 === 0 || !image) return generations.fail(database.db, claim, "model_refused", NOW);
    return generations.complete(database.db, claim, image, NOW);
  });
  const [, ...ended] = await Promise.all([cancelBatch(database.db, shop, ADA, id, NOW), ...ends]);
  await sweep();

  const states = await database.db.generation.groupBy({ by: ["state"], where: { shop }, _count: true });
  const count = (state: string) => states.find((group) => group.state === state)?._count ?? 0;
  const batch = await batchOf(shop, id);
  expect(batch).toMatchObject({ state: "cancelled", reserved: 0, closing: false });
  expect([batch.done, batch.failed, batch.cancelled]).toEqual([
    count("done"),
    count("failed"),
    count("cancelled"),
  ]);
  expect(batch.done + batch.failed + batch.cancelled).toBe(40);
  expect(ended.filter(Boolean)).toHaveLength(batch.done + batch.failed);
  expect(await database.db.image.count({ where: { shop } })).toBe(batch.done);
  expect(await account(shop)).toMatchObject({
    reserved: 0,
    charged: batch.done,
    available: 1_000_000 - batch.done,
  });
});

test("the failed are held for again when they are retried, by cause, and fail anew on their own", async () => {
  const { db } = database;
  const { shop, id, ids } = await running(4);
  const codes = ["model_refused", "model_refused", "photo_missing"] as const;
  for (const [index, code] of codes.entries())
    await generations.fail(db, await at(shop, ids, index), code, NOW);
  await complete(await at(shop, ids, 3));
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", finishedAt: NOW, reserved: 0 });

  const clicks = await Promise.all([1, 2, 3].map(() => retryFailed(deps, shop, ADA, id, "model_refused")));
  expect(clicks.sort()).toEqual([0, 0, 2]);
  expect(await account(shop)).toMatchObject({ reserved: 2, charged: 1 });
  expect(await progressOf(db, shop, id, NOW)).toMatchObject({
    ...{ state: "running", total: 4, queued: 2, done: 1, failed: 1, finishedAt: null },
    failures: [{ code: "photo_missing", count: 1 }],
  });
  await generations.fail(db, await at(shop, ids, 0), "model_refused", NOW);
  await complete(await at(shop, ids, 1));
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", done: 2, failed: 2, reserved: 0 });
  expect(await account(shop)).toMatchObject({ reserved: 0, charged: 2, available: 999_998 });
});

test("many thousands are retried in chunks", async () => {
  const { db } = database;
  const { shop, id } = await running(5_400);
  await failWaitingOf(db, shop, "1000", NOW);
  await db.$executeRaw`
    UPDATE "Generation" SET state = 'failed', "failureCode" = 'model_timeout' WHERE shop = ${shop} AND state = 'queued'`;
  await db.$transaction((tx) =>
    countFailed(tx, shop, id, { count: 5_399, code: "model_timeout", credits: 0, now: NOW }),
  );
  await db.shop.update({ where: { shop }, data: { batchCap: 20_000 } });
  expect(await retryFailed(deps, shop, ADA, id, "model_timeout")).toBe(5_399);
  expect(await batchOf(shop, id)).toMatchObject({ state: "running", failed: 1, reserved: 5_399 + 5_399 });
  expect(await retryFailed(deps, shop, ADA, id, "model_timeout")).toBe(0);
  await cancelBatch(db, shop, ADA, id, NOW);
  expect(await account(shop)).toMatchObject({ reserved: 0, available: 1_000_000 });
});

test("without the credits nothing is retried", async () => {
  const { shop, id, ids } = await running(2);
  for (const index of [0, 1]) {
    await generations.fail(database.db, await at(shop, ids, index), "model_refused", NOW);
  }
  await database.db.shop.update({ where: { shop }, data: { monthlyCap: 1 } });
  await expect(retryFailed(deps, shop, ADA, id)).rejects.toMatchObject({ code: "monthly_cap_exceeded" });
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", failed: 2, reserved: 0 });
});
