import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedQuoted, seedRunning, startDeps } from "../../tests/quoted-batches.ts";
import { accountOf } from "../credits/account.server.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import { recordObjects } from "../library/stored-objects.server.ts";
import { uninstall } from "../privacy/uninstall.server.ts";
import { lockBatch } from "./batch-counters.server.ts";
import { endDone } from "./end-generation.server.ts";
import { closeLeftBatches, endAllBatches } from "./leave-shop.server.ts";
import { recordModelCall } from "./model-calls.server.ts";
import { startQuoted } from "./start-quoted.server.ts";

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

const waiting = () => database.db.$queryRaw<unknown[]>`
  SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;

/** A shop with two running batches, and a generation of the later one that a worker has. */
async function twoRunning() {
  const { db } = database;
  const { shop, id: first } = await seedRunning(deps, 3);
  const { id: second } = await seedQuoted(db, { photos: 2, shop });
  await startQuoted(deps, { shop, person: ADA, id: second, withDuplicates: false });
  const row = await db.generation.findFirstOrThrow({ where: { shop, batchId: second } });
  return { shop, first, second, claim: await claimed(db, shop, row.id, NOW) };
}

test("a shop with several batches leaves while an image of one is completed, and neither stands in the other's way", async () => {
  const { db } = database;
  const { shop, first, second, claim } = await twoRunning();
  let leaving: Promise<void> | undefined;
  await db.$transaction(async (tx) => {
    expect(await lockBatch(tx, shop, second)).toBe(true);
    leaving = uninstall(db, shop, { triggeredAt: new Date() });
    await expect.poll(waiting).toHaveLength(1);
    expect(await endDone(tx, claim, NOW)).toBe(true);
  });
  await leaving;
  expect(await db.batch.findMany({ where: { shop }, orderBy: { id: "asc" } })).toMatchObject([
    { id: first, state: "cancelled", cancelled: 3, reserved: 0 },
    { id: second, state: "cancelled", done: 1, cancelled: 1, reserved: 0 },
  ]);
  expect(await accountOf(db, shop, { config: deps.credits, now: NOW })).toMatchObject({
    ...{ reserved: 0, charged: 1, available: 999_999 },
  });
});

test("from the moment a shop leaves nobody calls the model or writes a file down for it, whatever its rows say yet", async () => {
  const { db } = database;
  const { shop, claim } = await twoRunning();
  const caller = { ...claim, callMicros: 33_600n };
  const count = () => recordModelCall(db, caller, { limits: { calls: null, micros: null }, now: NOW });
  const record = () => recordObjects(db, shop, { generationId: claim.id, ...claim }, [`${claim.id}.png`]);
  expect(await count()).toMatchObject({ verdict: "counted" });
  expect(await record()).toBe(true);

  await db.$transaction((tx) => endAllBatches(tx, shop, NOW));
  expect(await db.generation.count({ where: { shop, state: "running" } })).toBe(1);
  expect(await count()).toEqual({ verdict: "lease_lost" });
  await closeLeftBatches(db, shop, NOW);
  expect(await db.storedObject.findMany({ where: { shop } })).toMatchObject([{ state: "doomed" }]);
  expect(await record()).toBe(false);
});
