import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimAt, claimed, filed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedQuoted, seedRunning, startDeps } from "../../tests/quoted-batches.ts";
import { accountOf } from "../credits/account.server.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import { uninstall } from "../privacy/uninstall.server.ts";
import { progressOf } from "./batch-progress.server.ts";
import { closeBatch } from "./close-batch.server.ts";
import { cancelBatch, endCancelled, pauseBatch, resumeBatch } from "./control-batch.server.ts";
import { failWaitingOf } from "./forget-product.server.ts";
import * as generations from "./generation-store.server.ts";
import { makeGenerations } from "./make-generations.server.ts";
import { recordModelCall } from "./model-calls.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import { startQuoted } from "./start-quoted.server.ts";
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

test("nothing of a cancelled batch is completed, also before its rows say so", async () => {
  const { db } = database;
  const { shop, id, ids } = await running(3);
  const claim = await at(shop, ids, 0);
  await recordModelCall(db, claim, { now: NOW, limits: { calls: null, micros: null } });
  await db.$transaction((tx) => endCancelled(tx, shop, id, NOW)); // killed here: its rows still say otherwise
  expect(await complete(claim)).toBeNull();
  expect(await generations.fail(db, claim, "model_refused", NOW)).toBe(false);
  expect(await claimAt(db, shop, ids[1] ?? "", NOW)).toBeNull();
  expect(await progressOf(db, shop, id, NOW)).toMatchObject({ queued: 0, running: 0, cancelled: 3 });
  await sweep();
  expect(await db.generation.count({ where: { shop, state: "cancelled", leaseToken: null } })).toBe(3);
  expect(await entries(shop, "release")).toMatchObject([{ credits: 3 }, { credits: 0, costMicros: 33_600n }]);
  await db.$transaction((tx) => endCancelled(tx, shop, id, NOW));
  expect(await account(shop)).toMatchObject({ reserved: 0, available: 1_000_000 });
});

test("one that a worker claims at the very moment of closing is cancelled too", async () => {
  const { db } = database;
  const { shop, id, ids } = await running(1);
  const waits = () => db.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  let closing: Promise<boolean> | undefined;
  await db.$transaction(async (tx) => {
    const lease = { token: "late", now: NOW, leaseMs: 60_000 };
    expect(await generations.claim(tx, shop, ids[0] ?? "", lease)).not.toBeNull();
    await db.$transaction((other) => endCancelled(other, shop, id, NOW));
    closing = closeBatch(db, shop, id, { now: NOW, chunks: 4 });
    await expect.poll(waits).toHaveLength(1);
  });
  expect(await closing).toBe(true);
  expect(await db.generation.findMany({ where: { shop } })).toMatchObject([
    { state: "cancelled", leaseToken: null },
  ]);
});

test("ten thousand are cancelled in a moment, and their rows follow in chunks", async () => {
  const { db } = database;
  const { shop, id } = await running(12_000);
  const started = performance.now();
  await db.$transaction((tx) => endCancelled(tx, shop, id, NOW));
  expect(performance.now() - started).toBeLessThan(1_000);
  expect(await closeBatch(db, shop, id, { now: NOW, chunks: 1 })).toBe(false);
  expect(await db.generation.count({ where: { shop, state: "queued" } })).toBe(7_000);
  await sweep();
  expect(await db.generation.count({ where: { shop, state: "cancelled" } })).toBe(12_000);
  expect(await batchOf(shop, id)).toMatchObject({ cancelled: 12_000, closing: false });
});

test("cancelled before all its generations were made, it has no more and holds nothing", async () => {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 500 });
  await startQuoted(deps, { shop, person: ADA, id, withDuplicates: false });
  await cancelBatch(db, shop, ADA, id, NOW);
  await makeGenerations({ db, now: () => NOW }, shop, id, new AbortController().signal);
  expect(await db.generation.count({ where: { shop } })).toBe(200);
  expect(await account(shop)).toMatchObject({ reserved: 0 });
});

test("paused, what runs is finished and nothing begins; resumed, it goes on", async () => {
  const { db } = database;
  const { shop, id, ids } = await running(2);
  const claim = await at(shop, ids, 0);
  await pauseBatch(db, shop, ADA, id);
  expect(await claimAt(db, shop, ids[1] ?? "", NOW)).toBeNull();
  expect(await complete(claim)).not.toBeNull();
  expect(await batchOf(shop, id)).toMatchObject({ state: "paused", done: 1 });
  await resumeBatch(deps, shop, ADA, id);
  const killed = await at(shop, ids, 1);
  await pauseBatch(db, shop, ADA, id);
  await sweepBatches({ ...deps, clock: { now: () => new Date(NOW.getTime() + 120_000) } });
  expect(await progressOf(db, shop, id, NOW)).toMatchObject({ state: "paused", running: 0, queued: 1 });
  expect(await db.generation.findFirst({ where: { shop, id: killed.id } })).toMatchObject({ lostLeases: 1 });
  expect(await complete(killed)).toBeNull();
  await resumeBatch(deps, shop, ADA, id);
  await complete(await at(shop, ids, 1));
  expect(await batchOf(shop, id)).toMatchObject({ state: "done" });
  await pauseBatch(db, shop, ADA, id);
  expect(await batchOf(shop, id)).toMatchObject({ state: "done" });
});

test("a shop that leaves ends its batches and holds nothing; its quotes are forgotten", async () => {
  const { db } = database;
  const { shop, id, ids } = await running(9_000);
  const claim = await at(shop, ids, 0);
  const quoted = await seedQuoted(db, { photos: 3, shop });
  await uninstall(db, shop, { triggeredAt: new Date() });
  expect(await complete(claim)).toBeNull();
  expect(await account(shop)).toMatchObject({ reserved: 0, available: 1_000_000 });
  await sweep();
  expect(await db.generation.count({ where: { shop, state: "cancelled" } })).toBe(9_000);
  expect(await batchOf(shop, id)).toMatchObject({ state: "cancelled", cancelled: 9_000, closing: false });
  expect(await db.batch.count({ where: { shop, id: quoted.id } })).toBe(0);
  expect(await retryFailed(deps, shop, ADA, id)).toBe(0);
});

test("a product that is deleted fails what waits for its photos, in every batch, for free", async () => {
  const { db } = database;
  const { shop, id } = await running(3);
  await failWaitingOf(db, shop, "1001", NOW);
  await failWaitingOf(db, shop, "1001", NOW);
  expect(await batchOf(shop, id)).toMatchObject({ failed: 1, reserved: 2, failures: { photo_missing: 1 } });
  expect(await account(shop)).toMatchObject({ reserved: 2, available: 999_998 });
});
