import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { pseudonymOf } from "../../tests/quoted-batches.ts";
import * as claims from "../../tests/generation-claims.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import { ADA } from "../../tests/quoted-batches.ts";
import { countFailed, lockBatch } from "./batch-counters.server.ts";
import { progressOf } from "./batch-progress.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import * as generations from "./generation-store.server.ts";
import type { Claim } from "./generation-store.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const later = (ms: number) => new Date(now.getTime() + ms);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const claimed = (shop: string, id = "", moment = now) => claims.claimed(database.db, shop, id, moment);
const filed = (claim: Claim) => claims.filed(database.db, claim);

test("a batch is done with its last generation, however they end, even all at once", async () => {
  const { shop, batchId, ids } = await seedBatch(database.db, 6);
  const batch = () => database.db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id: batchId } } });
  const [first, ...rest] = await Promise.all(ids.map((id) => claimed(shop, id)));
  if (!first) throw new Error("no claim");
  await generations.retryLater(database.db, first, later(1000), "model_busy");
  await Promise.all(rest.slice(1).map((claim) => generations.fail(database.db, claim, "model_refused", now)));
  expect(await batch()).toMatchObject({ state: "running", finishedAt: null });

  const again = await claimed(shop, first.id, later(1000));
  const [second = again] = rest;
  const [one, other] = [await filed(again), await filed(second)];
  await Promise.all([
    generations.complete(database.db, again, one, now),
    generations.complete(database.db, second, other, now),
  ]);
  expect(await batch()).toMatchObject({ state: "done", finishedAt: now });
});

test("of two last generations that end at the same moment, the later one sees the earlier", async () => {
  const { db } = database;
  const { shop, batchId, ids } = await seedBatch(db, 2);
  const [one, other] = [await claimed(shop, ids[0]), await claimed(shop, ids[1])];
  let ending: Promise<boolean> | undefined;
  await db.$transaction(async (tx) => {
    await lockBatch(tx, shop, batchId);
    await tx.generation.update({ where: { shop_id: { shop, id: one.id } }, data: { state: "failed" } });
    await countFailed(tx, shop, batchId, { count: 1, code: "model_refused", credits: 0, now });
    let ended = false;
    ending = generations.fail(db, other, "model_refused", now).finally(() => (ended = true));
    await expect.poll(async () => ended || (await waitsForLock())).toBe(true);
  });
  await ending;
  const batch = await db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id: batchId } } });
  expect(batch.state).toBe("done");
});

test("cancelled at the moment it ends, a generation is cancelled, and neither waits for the other for ever", async () => {
  const { db } = database;
  const { shop, batchId, ids } = await seedBatch(db);
  const claim = await claimed(shop, ids[0]);
  const image = await filed(claim);
  let completing: Promise<string | null> | undefined;
  await db.$transaction(async (tx) => {
    await tx.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { state: "cancelled" } });
    completing = generations.complete(db, claim, image, now);
    await expect.poll(waitsForLock).toBe(true);
    await tx.generation.updateMany({ where: { shop }, data: { state: "cancelled", leaseToken: null } });
  });
  expect(await completing).toBeNull();
  const where = { shop_id: { shop, id: claim.id } };
  const row = await db.generation.findUniqueOrThrow({ where, include: { image: true } });
  expect(row).toMatchObject({ state: "cancelled", image: null });
});

async function waitsForLock(): Promise<boolean> {
  const waiting = await database.db.$queryRaw<unknown[]>`
    SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return waiting.length > 0;
}

test("progress counts states and says why things failed or wait", async () => {
  const { shop, batchId, ids } = await seedBatch(database.db, 7);
  const claims = await Promise.all(ids.slice(0, 6).map((id) => claimed(shop, id)));
  const [done, refused, refusedToo, gone, busy] = claims as [Claim, Claim, Claim, Claim, Claim, Claim];
  await generations.complete(database.db, done, await filed(done), now);
  await generations.fail(database.db, refused, "model_refused", now);
  await generations.fail(database.db, refusedToo, "model_refused", now);
  await generations.fail(database.db, gone, "photo_missing", now);
  await generations.retryLater(database.db, busy, later(9000), "model_busy");
  expect(await progressOf(database.db, shop, batchId, now)).toMatchObject({
    ...{ total: 7, queued: 2, running: 1, done: 1, failed: 3, cancelled: 0 },
    failures: [
      { code: "model_refused", count: 2 },
      { code: "photo_missing", count: 1 },
    ],
    waits: [{ code: "model_busy", count: 1 }],
  });
  const stranger = await seedBatch(database.db);
  expect(await progressOf(database.db, stranger.shop, batchId, now)).toBeNull();
});

test("progress tells the rate, the time left, and what holds everything up", async () => {
  const { db } = database;
  const { shop, batchId, ids } = await seedBatch(db, 12);
  const begun = new Date(now.getTime() - 600_000);
  await db.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { startedAt: begun } });
  for (const [index, id] of ids.slice(0, 3).entries()) {
    const claim = await claimed(shop, id);
    await generations.complete(db, claim, await filed(claim), later(index === 0 ? -61_000 : -1_000));
  }
  const at = (moment: Date) => progressOf(db, shop, batchId, moment);
  expect(await at(now)).toMatchObject({
    ...{
      state: "running",
      done: 3,
      queued: 9,
      perMinute: 2,
      etaSeconds: 270,
      parked: null,
      suspended: false,
    },
    startedAt: begun.toISOString(),
  });
  expect(await at(later(59_500))).toMatchObject({ perMinute: 0, etaSeconds: null });

  await db.modelStop.create({ data: { reason: "daily_limit", until: later(1_000) } });
  await db.shop.update({ where: { shop }, data: { suspendedAt: now } });
  expect(await at(now)).toMatchObject({
    ...{ suspended: true, parked: { reason: "daily_limit", until: later(1_000).toISOString() } },
  });
  expect(await at(later(1_001))).toMatchObject({ parked: null });
});

test("cancelled at the moment it is retried, a batch stays cancelled", async () => {
  const { db } = database;
  const { shop, batchId, ids } = await seedBatch(db, 2);
  await generations.fail(db, await claimed(shop, ids[0]), "model_refused", now);
  const credits = { startingGrant: 100, batchCap: 100, monthlyCap: 100, pseudonymOf };
  const deps = { db, credits, clock: { now: () => now }, nudge: () => undefined };
  let retrying: Promise<unknown> | undefined;
  await db.$transaction(async (tx) => {
    await lockBatch(tx, shop, batchId);
    await tx.batch.update({ where: { shop_id: { shop, id: batchId } }, data: { state: "cancelled" } });
    let over = false;
    retrying = retryFailed(deps, shop, ADA, batchId).finally(() => (over = true));
    await expect.poll(async () => over || (await waitsForLock())).toBe(true);
  });
  expect(await retrying).toBe(0);
  const batch = await db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id: batchId } } });
  expect(batch.state).toBe("cancelled");
});
