import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import { createLogger } from "../platform/logger.server.ts";
import type { QueuedJob } from "../platform/queue/queue.ts";
import { waitingAcrossShops } from "./dispatch-store.server.ts";
import { createDispatcher } from "./dispatch.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
beforeEach(async () => {
  await database.db.shop.deleteMany();
  await database.db.modelStop.deleteMany();
});
afterAll(() => database.close());

function set(shop: string, id: string | undefined, data: object) {
  return database.db.generation.update({ where: { shop_id: { shop, id: id ?? "" } }, data });
}

const waiting = () => waitingAcrossShops(database.db, now, 10);

async function dueIds(): Promise<string[]> {
  return (await waiting()).flatMap(({ due }) => due.map(({ id, attempt }) => `${id} ${attempt}`)).sort();
}

test("sees what is due, of every shop that may run, and nothing else", async () => {
  const { db } = database;
  const one = await seedBatch(db, 4);
  const [due, later, held, abandoned] = one.ids;
  await set(one.shop, later, { runAfter: ago(-1) });
  await set(one.shop, held, { state: "running", attempt: 1, leaseToken: "a", leaseUntil: ago(-1) });
  await set(one.shop, abandoned, { state: "running", attempt: 4, leaseToken: "b", leaseUntil: ago(1) });
  const other = await seedBatch(db, 1);
  const hopeless = await seedBatch(db, 1);
  await set(hopeless.shop, hopeless.ids[0], {
    state: "running",
    attempt: 5,
    lostLeases: 4,
    leaseUntil: ago(1),
  });
  await seedBatch(db, 1, { state: "paused" });
  const left = await seedBatch(db, 1);
  await db.shop.update({ where: { shop: left.shop }, data: { uninstalledAt: now } });
  const suspended = await seedBatch(db, 1);
  await db.shop.update({ where: { shop: suspended.shop }, data: { suspendedAt: now } });

  expect(await dueIds()).toEqual([`${due} 0`, `${abandoned} 4`, `${other.ids[0]} 0`].sort());
  expect((await waiting()).find(({ shop }) => shop === one.shop)).toMatchObject({ running: 1 });
});

test("begins with those whose worker is gone, then goes by when they were due", async () => {
  const { shop, ids } = await seedBatch(database.db, 3);
  await set(shop, ids[0], { runAfter: ago(1) });
  await set(shop, ids[1], { runAfter: ago(2) });
  await set(shop, ids[2], { state: "running", attempt: 1, leaseUntil: ago(1) });
  const [batch] = await waiting();
  expect(batch?.due.map(({ id }) => id)).toEqual([ids[2], ids[1], ids[0]]);
});

test("sees nothing while paid calls are stopped, and goes on when the stop has run out", async () => {
  const { ids } = await seedBatch(database.db);
  await database.db.modelStop.create({ data: { reason: "daily_limit", until: ago(-1) } });
  expect(await waiting()).toEqual([]);
  await database.db.modelStop.update({ where: { reason: "daily_limit" }, data: { until: ago(1) } });
  expect(await dueIds()).toEqual([`${ids[0]} 0`]);
  await database.db.modelStop.create({ data: { reason: "operator" } });
  expect(await waiting()).toEqual([]);
});

test("hands over at once when nudged, the same not twice in a moment, and by itself what comes later", async () => {
  const { db } = database;
  const enqueued: QueuedJob[] = [];
  const dispatcher = createDispatcher({
    ...{ db, clock: { now: () => now }, window: 2, log: createLogger("silent") },
    queue: { enqueue: async (jobs) => void enqueued.push(...jobs) },
  });
  const first = await seedBatch(db, 3);
  dispatcher.nudge();
  await expect.poll(() => enqueued).toHaveLength(2);
  expect(enqueued.map(({ job, priority }) => [job.id, priority])).toEqual([
    [first.ids[0], 1],
    [first.ids[1], 2],
  ]);
  dispatcher.start();
  const second = await seedBatch(db);
  await expect.poll(() => enqueued.map(({ job }) => job.shop)).toContain(second.shop);
  expect(enqueued).toHaveLength(3);
  await dispatcher.stop();
});
