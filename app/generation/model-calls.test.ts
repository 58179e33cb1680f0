import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed } from "../../tests/generation-claims.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import type { Claim } from "./generation-store.server.ts";
import { renew } from "./generation-store.server.ts";
import { modelToday, recordModelCall, takeBackModelCall, type DayLimits } from "./model-calls.server.ts";
import { liftStop, listStops, modelStop, stopModel } from "./model-stops.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const midnightPacific = new Date("2026-11-21T08:00:00.000Z");
const noLimits: DayLimits = { calls: null, micros: null };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await database.db.modelStop.deleteMany();
  await database.db.modelDay.deleteMany();
});

async function claims(count: number): Promise<Claim[]> {
  const { shop, ids } = await seedBatch(database.db, count);
  return Promise.all(ids.map((id) => claimed(database.db, shop, id, now)));
}

const record = (claim: Claim, limits = noLimits, at = now) =>
  recordModelCall(database.db, claim, { limits, now: at });

function generationOf({ shop, id }: Claim) {
  return database.db.generation.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
}

async function one(): Promise<Claim> {
  const [claim] = await claims(1);
  if (!claim) throw new Error("nothing claimed");
  return claim;
}

test("a call is counted with its price, on the generation and on the model's day", async () => {
  const claim = await one();
  expect(await record(claim)).toEqual({ verdict: "counted", modelCalls: 1, day: "2026-11-20" });
  expect(await record(claim)).toMatchObject({ modelCalls: 2 });
  await takeBackModelCall(database.db, claim, "2026-11-20");
  expect(await generationOf(claim)).toMatchObject({ modelCalls: 1, paidMicros: 33_600n });
  expect(await modelToday(database.db, now)).toEqual({ calls: 1, paidMicros: 33_600n });
});

test("the model's day begins at midnight Pacific", async () => {
  const claim = await one();
  expect(await record(claim, noLimits, new Date("2026-11-20T07:59:59Z"))).toMatchObject({
    day: "2026-11-19",
  });
  expect(await record(claim, noLimits, new Date("2026-11-20T08:00:00Z"))).toMatchObject({
    day: "2026-11-20",
  });
});

test("without the lease nothing is counted", async () => {
  const claim = await one();
  const lost = { ...claim, leaseToken: "another" };
  expect(await record(lost)).toEqual({ verdict: "lease_lost" });
  await takeBackModelCall(database.db, lost, "2026-11-20");
  expect(await generationOf(claim)).toMatchObject({ modelCalls: 0, paidMicros: 0n });
  expect(await modelToday(database.db, now)).toEqual({ calls: 0, paidMicros: 0n });
});

test("a lease that is renewed in the same moment is no hindrance", async () => {
  const claim = await one();
  for (let round = 1; round <= 20; round += 1) {
    const lease = { now: new Date(now.getTime() + round), leaseMs: 60_000 };
    const [, counted] = await Promise.all([renew(database.db, claim, lease), record(claim)]);
    expect(counted).toMatchObject({ verdict: "counted", modelCalls: round });
  }
});

describe("limits of the day", () => {
  test.each<[string, DayLimits, string]>([
    ["calls", { calls: 5, micros: null }, "daily_limit"],
    ["money", { calls: null, micros: 5n * 33_600n + 33_599n }, "spending_limit"],
  ])("of %s are never passed, however many ask at once", async (_, limits, reason) => {
    const verdicts = await Promise.all((await claims(20)).map((claim) => record(claim, limits)));
    expect(verdicts.filter(({ verdict }) => verdict === "counted")).toHaveLength(5);
    expect((await modelToday(database.db, now)).calls).toBe(5);
    expect(await modelStop(database.db, now)).toEqual({ reason, until: midnightPacific });
    expect(verdicts.find(({ verdict }) => verdict === "stopped")).toEqual({
      verdict: "stopped",
      stop: { reason, until: midnightPacific },
    });
  });

  test("of nothing let nothing through", async () => {
    expect(await record(await one(), { calls: 0, micros: null })).toMatchObject({ verdict: "stopped" });
    expect((await modelToday(database.db, now)).calls).toBe(0);
  });

  test("a call that turns out to be free makes room again", async () => {
    const [first, second] = await claims(2);
    if (!first || !second) throw new Error("nothing claimed");
    const limits = { calls: null, micros: 40_000n };
    await record(first, limits);
    expect(await record(second, limits)).toMatchObject({ verdict: "stopped" });
    await takeBackModelCall(database.db, first, "2026-11-20");
    expect(await modelStop(database.db, now)).toBeNull();
    expect(await record(second, limits)).toMatchObject({ verdict: "counted" });
  });

  test("are new the next day", async () => {
    const claim = await one();
    const limits = { calls: 1, micros: null };
    await record(claim, limits);
    expect(await record(claim, limits)).toMatchObject({ verdict: "stopped" });
    expect(await record(claim, limits, midnightPacific)).toMatchObject({ verdict: "counted" });
  });
});

describe("a stop", () => {
  test.each(["operator", "out_of_credit"] as const)("by %s holds until it is lifted", async (reason) => {
    const claim = await one();
    expect(await stopModel(database.db, { reason, until: null, note: "why", now })).toBe(true);
    expect(await record(claim)).toEqual({ verdict: "stopped", stop: { reason, until: null } });
    expect(await generationOf(claim)).toMatchObject({ modelCalls: 0 });
    expect(await listStops(database.db, now)).toMatchObject([{ reason, note: "why", since: now }]);

    expect(await liftStop(database.db, now, reason)).toEqual([reason]);
    expect(await record(claim)).toMatchObject({ verdict: "counted" });
  });

  test("with an end is over at its end", async () => {
    const claim = await one();
    await stopModel(database.db, { reason: "daily_limit", until: midnightPacific, now });
    expect(await record(claim, noLimits, new Date(midnightPacific.getTime() - 1))).toMatchObject({
      verdict: "stopped",
    });
    expect(await record(claim, noLimits, midnightPacific)).toMatchObject({ verdict: "counted" });
  });

  test("whose reason only a newer version knows stops all the same, and can be seen and lifted", async () => {
    const claim = await one();
    await database.db.modelStop.create({ data: { reason: "x", until: null } });
    expect(await record(claim)).toEqual({ verdict: "stopped", stop: { reason: "x", until: null } });
    expect(await listStops(database.db, now)).toMatchObject([{ reason: "x" }]);
    expect(await liftStop(database.db, now, "x")).toEqual(["x"]);
    expect(await record(claim)).toMatchObject({ verdict: "counted" });
  });

  test("is news once, and again after it was over", async () => {
    const stop = { reason: "daily_limit", until: midnightPacific, now } as const;
    expect(await stopModel(database.db, stop)).toBe(true);
    expect(await stopModel(database.db, stop)).toBe(false);
    const nextDay = { ...stop, until: new Date("2026-11-22T08:00:00Z"), now: midnightPacific };
    expect(await stopModel(database.db, nextDay)).toBe(true);
  });

  test("that the vendor made is not lifted by a call that was free", async () => {
    const claim = await one();
    await record(claim);
    await stopModel(database.db, { reason: "daily_limit", until: midnightPacific, now });
    await takeBackModelCall(database.db, claim, "2026-11-20");
    expect(await modelStop(database.db, now)).toMatchObject({ reason: "daily_limit" });
  });

  test("of those that stand the longest is told", async () => {
    await stopModel(database.db, { reason: "daily_limit", until: midnightPacific, now });
    await stopModel(database.db, { reason: "operator", until: null, now });
    expect(await modelStop(database.db, now)).toEqual({ reason: "operator", until: null });
    expect(await liftStop(database.db, now)).toEqual(["daily_limit", "operator"]);
    expect(await modelStop(database.db, now)).toBeNull();
  });
});
