import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { pseudonymOf } from "../../tests/quoted-batches.ts";
import type { Db } from "../platform/db/db.server.ts";
import { accountOf } from "./account.server.ts";
import { release, reserve, settle } from "./ledger.server.ts";

const config = { startingGrant: 100, batchCap: 80, monthlyCap: 90, pseudonymOf };
const now = new Date("2026-11-20T12:00:00.000Z");
const nextMonth = new Date("2026-12-01T00:00:00.000Z");

let database: TestDatabase;
let db: Db;
let shop: string;
beforeAll(async () => {
  database = await testDatabase();
  db = database.db;
});
afterAll(() => database.close());
beforeEach(async () => {
  shop = `${randomUUID()}.myshopify.com`;
  await db.shop.create({ data: { shop } });
});

const account = (at = now) => accountOf(db, shop, { config, now: at });
const hold = (credits: number, batchId: string = randomUUID(), key = `reserve:${randomUUID()}`, at = now) =>
  db.$transaction((tx) => reserve(tx, shop, { batchId, key, credits, now: at }, config));
const charge = (credits: number, generationId: string = randomUUID(), at = now) =>
  db.$transaction((tx) =>
    settle(tx, shop, { batchId: "b", generationId, credits, costMicros: 33_600n, now: at }),
  );
const free = (credits: number, key: string = randomUUID(), batchId = "b") =>
  db.$transaction((tx) => release(tx, shop, { batchId, key, credits, costMicros: 0n, now }));
const limits = (data: { batchCap?: number; monthlyCap?: number; suspendedAt?: Date }) =>
  db.shop.update({ where: { shop }, data });
const entries = () => db.ledgerEntry.findMany({ where: { shop }, orderBy: { createdAt: "asc" } });

describe("an account", () => {
  it("is opened once with the grant, however many look at once", async () => {
    await Promise.all(Array.from({ length: 20 }, () => account()));
    expect(await account()).toMatchObject({ available: 100, reserved: 0, charged: 0, suspended: false });
    expect(await entries()).toMatchObject([{ key: "grant:welcome", kind: "grant", credits: 100 }]);
  });

  it("holds, charges and frees", async () => {
    await hold(10);
    await charge(4);
    await free(6);
    expect(await account()).toMatchObject({ available: 96, reserved: 0, charged: 4, chargedInMonth: 4 });
  });

  it("begins every month (UTC) at nothing, and no late clock takes that back", async () => {
    await hold(10);
    await charge(4);
    expect(await account(nextMonth)).toMatchObject({ charged: 4, chargedInMonth: 0 });
    await charge(1, randomUUID(), nextMonth);
    await charge(1, randomUUID(), now);
    expect(await account(nextMonth)).toMatchObject({ charged: 6, chargedInMonth: 2 });
  });

  it("has the shop's own caps before the configured ones", async () => {
    expect(await account()).toMatchObject({ batchCap: 80, monthlyCap: 90 });
    await limits({ batchCap: 5, monthlyCap: 7 });
    expect(await account()).toMatchObject({ batchCap: 5, monthlyCap: 7 });
  });
});

describe("the same booking", () => {
  it("again moves nothing", async () => {
    await hold(10, "b", "reserve:b");
    await hold(10, "b", "reserve:b");
    await charge(2, "g");
    await charge(2, "g");
    await free(3, "release:b");
    await free(3, "release:b");
    expect(await account()).toMatchObject({ available: 93, reserved: 5, charged: 2 });
    expect(await entries()).toHaveLength(4);
  });

  it("ten at once moves credits once", async () => {
    await hold(10);
    await Promise.all(Array.from({ length: 10 }, () => charge(2, "g")));
    expect(await account()).toMatchObject({ reserved: 8, charged: 2, chargedInMonth: 2 });
  });

  it("does not fail the transaction around it", async () => {
    await hold(10);
    await charge(2, "g");
    await db.$transaction(async (tx) => {
      await settle(tx, shop, { batchId: "b", generationId: "g", credits: 2, costMicros: 0n, now });
      await tx.shop.update({ where: { shop }, data: { batchCap: 3 } });
    });
    expect(await account()).toMatchObject({ batchCap: 3 });
  });
});

describe("a reservation is refused", () => {
  const refused = (work: Promise<unknown>, why: object) => expect(work).rejects.toMatchObject(why);

  it("beyond what is there, and changes nothing", async () => {
    await limits({ batchCap: 1_000, monthlyCap: 1_000 });
    await refused(hold(101), { code: "credits_short", data: { needed: 101, available: 100 } });
    expect(await account()).toMatchObject({ available: 100, reserved: 0 });
    expect((await entries()).filter(({ kind }) => kind === "reserve")).toEqual([]);
  });

  it("beyond the batch's cap, with what the batch holds or was charged already", async () => {
    await refused(hold(81), { code: "batch_cap_exceeded" });
    await limits({ batchCap: 10 });
    await hold(8, "b");
    await charge(4);
    await free(2, "release:b");
    await hold(4, "b");
    await refused(hold(1, "b"), { code: "batch_cap_exceeded", data: { needed: 11, batchCap: 10 } });
    await hold(1, "another");
  });

  it("beyond the month's cap, with what is held", async () => {
    await hold(50);
    await charge(10);
    await refused(hold(41), { code: "monthly_cap_exceeded" });
    await hold(40);
    await refused(hold(51, "c", "k", nextMonth), { code: "monthly_cap_exceeded" });
  });

  it("for a suspended shop", async () => {
    await limits({ suspendedAt: now });
    await refused(hold(1), { code: "shop_suspended" });
  });
});

describe("twenty that start at once", () => {
  const startTwenty = async (credits: number) => {
    const starts = await Promise.allSettled(Array.from({ length: 20 }, () => hold(credits)));
    return starts.filter(({ status }) => status === "fulfilled").length;
  };

  it("never pass the balance", async () => {
    await limits({ monthlyCap: 1_000 });
    expect(await startTwenty(9)).toBe(11);
    expect(await account()).toMatchObject({ available: 1, reserved: 99 });
  });

  it("never pass the month's cap", async () => {
    expect(await startTwenty(12)).toBe(7);
    expect(await account()).toMatchObject({ available: 16, reserved: 84 });
  });
});

describe("everything at once", () => {
  it("adds up to what its entries say, whoever waited for whom", async () => {
    await hold(60, "b");
    const work = Array.from({ length: 30 }, (_, i) => [charge(1, `g${i}`), free(1, `f${i}`), hold(1)]).flat();
    await Promise.all(work);
    expect(await account()).toMatchObject({ available: 40, reserved: 30, charged: 30, chargedInMonth: 30 });
    expect(await entries()).toHaveLength(92);
  });
});

describe("the ledger", () => {
  it("is append-only", async () => {
    await account();
    await expect(
      database.ownerDb.ledgerEntry.updateMany({ where: { shop }, data: { credits: 1 } }),
    ).rejects.toThrow(/append-only/);
    await expect(database.ownerDb.ledgerEntry.deleteMany({ where: { shop } })).rejects.toThrow(/append-only/);
  });

  it("keeps what the model cost beside a charge of nothing", async () => {
    await hold(1);
    await charge(0, "free");
    expect(await entries()).toContainEqual(
      expect.objectContaining({ key: "settle:free", credits: 0, costMicros: 33_600n }),
    );
  });
});
