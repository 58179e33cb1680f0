import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { pseudonymOf } from "../../tests/quoted-batches.ts";
import { modelStop, stopModel } from "../generation/model-stops.server.ts";
import { operate, OperatorFailure } from "../operate-commands.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import { accountOf } from "./account.server.ts";
import { reserve, settle } from "./ledger.server.ts";

const config = { startingGrant: 100, batchCap: 100, monthlyCap: 100, pseudonymOf };
const november = new Date("2026-11-20T12:00:00.000Z");
const december = new Date("2026-12-02T12:00:00.000Z");

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

const type = (words: string[], { key, now = november }: { key?: string; now?: Date } = {}) =>
  operate({ db, config, now }, { words, key });
const account = (now = november) => accountOf(db, shop, { config, now });

async function charged(credits: number): Promise<string> {
  const generationId = randomUUID();
  await db.$transaction(async (tx) => {
    await reserve(tx, shop, { batchId: "b", key: randomUUID(), credits, now: november }, config);
    await settle(tx, shop, { batchId: "b", generationId, credits, costMicros: 0n, now: november });
  });
  return generationId;
}

describe("grant", () => {
  it("adds credits, each time anew", async () => {
    expect(await type(["grant", shop, "50", "welcome back"])).toBe(`Granted 50 credits to ${shop}.`);
    await type(["grant", shop.replace(".myshopify.com", ""), "50", "again"]);
    expect(await account()).toMatchObject({ available: 200 });
  });

  it("with a key adds them once", async () => {
    await type(["grant", shop, "50", "order 7"], { key: "order-7" });
    expect(await type(["grant", shop, "50", "order 7"], { key: "order-7" })).toMatch(/^Nothing done/);
    expect(await account()).toMatchObject({ available: 150 });
  });

  it.each(["0", "-5", "1.5", "ten", "100000001", ""])("of %j is refused", async (credits) => {
    await expect(type(["grant", shop, credits, "why"])).rejects.toThrow(OperatorFailure);
    expect(await db.ledgerEntry.count({ where: { shop } })).toBe(0);
  });
});

describe("refund", () => {
  it("gives back what an image was charged, once, and makes room under the month's cap", async () => {
    const generation = await charged(3);
    expect(await type(["refund", shop, generation, "blurred"])).toContain("Refunded 3 credits");
    expect(await type(["refund", shop, generation, "blurred"])).toMatch(/^Nothing done/);
    expect(await account()).toMatchObject({ available: 100, charged: 0, chargedInMonth: 0 });
  });

  it("of an earlier month leaves this month as it is", async () => {
    const generation = await charged(3);
    await type(["refund", shop, generation, "blurred"], { now: december });
    expect(await account(december)).toMatchObject({ available: 100, charged: 0, chargedInMonth: 0 });
    expect(await account(november)).toMatchObject({ chargedInMonth: 0 });
  });

  it("of what was never charged is refused", async () => {
    await account();
    await expect(type(["refund", shop, randomUUID(), "why"])).rejects.toThrow(/never charged/);
  });
});

describe("suspend and resume", () => {
  it("keep a shop from starting, and let it again", async () => {
    expect(await type(["suspend", shop, "chargeback"])).toMatch(/^Suspended/);
    expect(await type(["suspend", shop, "another reason"])).toMatch(/^Nothing done/);
    await expect(charged(1)).rejects.toMatchObject({ code: "shop_suspended" });
    expect(await type(["status"])).toContain(`Suspended: ${shop}: chargeback`);
    expect(await type(["resume", shop])).toContain("may work again");
    await charged(1);
    expect(await type(["resume", shop])).toMatch(/^Nothing done/);
  });
});

describe("stop and go", () => {
  it("stop paid calls, and lift only the stop that is named", async () => {
    await type(["stop", "the bill looks odd"]);
    await stopModel(db, { reason: "out_of_credit", until: null, now: november });
    expect(await type(["status"])).toContain("STOPPED by operator");
    expect(await type(["go"])).toBe("Lifted operator. Still stopped by: out_of_credit.");
    expect(await modelStop(db, november)).toMatchObject({ reason: "out_of_credit" });
    expect(await type(["go", "out_of_credit"])).toBe("Lifted out_of_credit.");
    expect(await type(["go"])).toMatch(/^Nothing done/);
    expect(await type(["status"])).toContain("Model calls: going on");
  });
});

it("status shows a stop that this version does not know, and go lifts it", async () => {
  await db.modelStop.create({ data: { reason: "x", note: "of tomorrow" } });
  expect(await type(["status"])).toMatch(/STOPPED by x .*: of tomorrow/);
  expect(await type(["go", "x"])).toBe("Lifted x.");
});

describe("what is typed wrong", () => {
  it.each([
    [["grant", "nobody.myshopify.com", "5", "why"], /no shop nobody/],
    [["grant", "nobody.myshopify.com", "5"], /Expected: SHOP CREDITS WHY/],
    [["stop"], /Expected: WHY/],
    [["go", "away"], /Stops are/],
    [["toString"], /no command toString/],
    [[], /What should be done\?/],
  ])("%j is told", async (words, why) => {
    await expect(type(words)).rejects.toThrow(why);
  });
});

it("audit sees books that do not add up", async () => {
  await account();
  expect(await type(["audit"])).toBe("All books add up.");
  await db.creditAccount.update({ where: { shop }, data: { available: 99 } });
  await expect(type(["audit"])).rejects.toThrow(/DO NOT ADD UP for 1 shop/);
});
