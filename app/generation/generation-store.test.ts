import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import * as claims from "../../tests/generation-claims.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import * as generations from "./generation-store.server.ts";
import type { Claim } from "./generation-store.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const later = (ms: number) => new Date(now.getTime() + ms);
const leaseMs = 60_000;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const claimAt = (shop: string, id = "", moment = now) => claims.claimAt(database.db, shop, id, moment);
const claimed = (shop: string, id = "", moment = now) => claims.claimed(database.db, shop, id, moment);
const filed = (claim: Claim) => claims.filed(database.db, claim);

function generationOf(shop: string, id: string) {
  return database.db.generation.findUniqueOrThrow({
    where: { shop_id: { shop, id } },
    include: { image: true },
  });
}

function objectStates(shop: string) {
  return database.db.storedObject.findMany({
    where: { shop },
    orderBy: { createdAt: "asc" },
    select: { key: true, state: true },
  });
}

describe("claim", () => {
  test("brings what the batch froze", async () => {
    const { shop, batchId, ids } = await seedBatch(database.db, 3);
    expect(await claimed(shop, ids[1])).toMatchObject({
      ...{ shop, id: ids[1], batchId, attempt: 1, modelCalls: 0, productId: "501", photoId: "9001" },
      ...{
        prompt: "Scene: a studio.",
        aspectRatio: "1:1",
        imageSize: "1K",
        recipeKey: "studio",
        recipeVersion: 1,
      },
      callMicros: 33_600n,
    });
  });

  test("of many at once one wins", async () => {
    const { shop, ids } = await seedBatch(database.db);
    const claims = await Promise.all(Array.from({ length: 8 }, () => claimAt(shop, ids[0] ?? "")));
    expect(claims.filter((claim) => claim !== null)).toHaveLength(1);
    expect(await generationOf(shop, ids[0] ?? "")).toMatchObject({ state: "running", attempt: 1 });
  });

  test("a lease that ran out can be taken over, and the loser can do nothing more", async () => {
    const { shop, ids } = await seedBatch(database.db);
    const lost = await claimed(shop, ids[0]);
    expect(await claimAt(shop, lost.id, later(leaseMs - 1))).toBeNull();
    const won = await claimed(shop, lost.id, later(leaseMs + 1));
    expect(won.attempt).toBe(2);

    const { db } = database;
    expect(await generations.renew(db, lost, { now, leaseMs })).toBe(false);
    expect(await generations.complete(db, lost, await filed(lost), now)).toBeNull();
    expect(await generations.fail(db, lost, "model_refused", now)).toBe(false);
    expect(await generations.retryLater(db, lost, now, "model_busy")).toBe(false);
    expect(await generations.release(db, lost)).toBe(false);
    expect(await generationOf(shop, won.id)).toMatchObject({
      state: "running",
      leaseToken: won.leaseToken,
      image: null,
    });
  });

  test("a lease that is renewed stays", async () => {
    const { shop, ids } = await seedBatch(database.db);
    const claim = await claimed(shop, ids[0]);
    expect(await generations.renew(database.db, claim, { now: later(leaseMs), leaseMs })).toBe(true);
    expect(await claimAt(shop, claim.id, later(leaseMs + 1))).toBeNull();
  });

  test("not before its time", async () => {
    const { shop, ids } = await seedBatch(database.db);
    expect(await claimAt(shop, ids[0] ?? "", later(-1))).toBeNull();
  });

  test.each(["quoted", "paused", "cancelled", "done"])("nothing of a %s batch", async (state) => {
    const { shop, ids } = await seedBatch(database.db, 1, { state });
    expect(await claimAt(shop, ids[0] ?? "")).toBeNull();
  });

  test("nothing of a shop that has left", async () => {
    const { shop, ids } = await seedBatch(database.db);
    await database.db.shop.update({ where: { shop }, data: { uninstalledAt: now } });
    expect(await claimAt(shop, ids[0] ?? "")).toBeNull();
  });

  test("nothing of another shop, and no ids of nothing", async () => {
    const mine = await seedBatch(database.db);
    const theirs = await seedBatch(database.db);
    expect(await claimAt(mine.shop, theirs.ids[0] ?? "")).toBeNull();
    expect(await claimAt(mine.shop, "' OR true --")).toBeNull();
  });
});

describe("complete", () => {
  test("files the image, keeps this attempt's objects, dooms those of others", async () => {
    const { shop, batchId, ids } = await seedBatch(database.db);
    const first = await claimed(shop, ids[0]);
    const loser = await filed(first);
    const second = await claimed(shop, ids[0], later(leaseMs + 1));
    const winner = await filed(second);
    const imageId = await generations.complete(database.db, second, winner, now);

    const { image, ...row } = await generationOf(shop, second.id);
    expect(row).toMatchObject({ state: "done", leaseToken: null, leaseUntil: null, finishedAt: now });
    expect(image).toMatchObject({
      ...winner,
      id: imageId,
      batchId,
      recipeKey: "studio",
      recipeVersion: 1,
      decision: "undecided",
    });
    expect(await objectStates(shop)).toEqual(
      expect.arrayContaining([
        { key: winner.objectKey, state: "kept" },
        { key: winner.thumbnailKey, state: "kept" },
        { key: loser.objectKey, state: "doomed" },
        { key: loser.thumbnailKey, state: "doomed" },
      ]),
    );
  });

  test("a second time changes nothing", async () => {
    const { shop, ids } = await seedBatch(database.db);
    const claim = await claimed(shop, ids[0]);
    const image = await filed(claim);
    expect(await generations.complete(database.db, claim, image, now)).not.toBeNull();
    expect(await generations.complete(database.db, claim, image, now)).toBeNull();
    expect(await database.db.image.count({ where: { shop } })).toBe(1);
  });

  test("files nothing when an object of it is gone", async () => {
    const { shop, ids } = await seedBatch(database.db);
    const claim = await claimed(shop, ids[0]);
    const image = await filed(claim);
    await database.db.storedObject.delete({ where: { shop_key: { shop, key: image.thumbnailKey } } });
    await expect(generations.complete(database.db, claim, image, now)).rejects.toThrow(/swept/);
    expect(await generationOf(shop, claim.id)).toMatchObject({ state: "running", image: null });
  });
});

test("handing back does not count the attempt, trying again does", async () => {
  const { shop, ids } = await seedBatch(database.db);
  await generations.release(database.db, await claimed(shop, ids[0]));
  expect(await generationOf(shop, ids[0] ?? "")).toMatchObject({
    state: "queued",
    attempt: 0,
    leaseToken: null,
  });

  const claim = await claimed(shop, ids[0]);
  await filed(claim);
  await generations.retryLater(database.db, claim, later(5000), "model_busy");
  expect(await generationOf(shop, claim.id)).toMatchObject({
    ...{ state: "queued", attempt: 1, runAfter: later(5000), failureCode: "model_busy" },
  });
  expect((await objectStates(shop)).map(({ state }) => state)).toEqual(["doomed", "doomed"]);
  expect(await claimAt(shop, claim.id, later(4999))).toBeNull();
  expect((await claimed(shop, claim.id, later(5000))).attempt).toBe(2);
});
