import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { NOW, seedRunning, startDeps } from "../../tests/quoted-batches.ts";
import { lockAccount } from "../credits/account.server.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import { closeBatch } from "./close-batch.server.ts";
import { endCancelled } from "./control-batch.server.ts";

let database: TestDatabase;
let deps: ReturnType<typeof startDeps>;
beforeAll(async () => {
  database = await testDatabase();
  deps = startDeps(database.db);
});
afterAll(() => database.close());

test("what thousands of cancelled generations cost is booked while others have the shop's account", async () => {
  const { db } = database;
  const { shop, id } = await seedRunning(deps, 5_000);
  await db.$executeRaw`UPDATE "Generation" SET "paidMicros" = 67_200, "bookedMicros" = 33_600 WHERE shop = ${shop}`;
  await db.$transaction((tx) => endCancelled(tx, shop, id, NOW));
  await db.$transaction(async (tx) => {
    expect(await lockAccount(tx, shop)).toBe(true);
    expect(await closeBatch(db, shop, id, { now: NOW, chunks: 2 })).toBe(true);
  });
  const booked = await db.ledgerEntry.findMany({
    where: { shop, kind: "release", generationId: { not: null } },
  });
  expect(new Set(booked.map(({ key }) => key)).size).toBe(5_000);
  expect(booked.every(({ costMicros, credits }) => costMicros === 33_600n && credits === 0)).toBe(true);
  expect(booked[0]).toMatchObject({
    batchId: id,
    fromAccount: "reserved",
    toAccount: "available",
    createdAt: NOW,
  });
  expect(await db.generation.count({ where: { shop, state: "cancelled", bookedMicros: 67_200n } })).toBe(
    5_000,
  );
  expect(await ledgerImbalance(db)).toBe(0);
});
