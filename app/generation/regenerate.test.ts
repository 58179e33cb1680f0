import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { decided } from "../../tests/decided.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed, filed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedQuoted, startDeps } from "../../tests/quoted-batches.ts";
import { accountOf } from "../credits/account.server.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import * as generations from "./generation-store.server.ts";
import { regenerate } from "./regenerate.server.ts";
import { cancelBatch } from "./control-batch.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import { withoutRegeneration } from "./regenerated.server.ts";
import { startQuoted } from "./start-quoted.server.ts";

let database: TestDatabase;
let deps: ReturnType<typeof startDeps>;
beforeAll(async () => {
  database = await testDatabase();
  deps = startDeps(database.db);
});
afterAll(() => database.close());

/** A batch that is over: one photo, two images. */
async function overBatch() {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 1, imagesPerPhoto: 2 });
  await startQuoted(deps, { shop, person: ADA, id, withDuplicates: false });
  const images: string[] = [];
  for (const row of await db.generation.findMany({ where: { shop } })) images.push(await make(shop, row.id));
  return { shop, id, images };
}

async function make(shop: string, id: string): Promise<string> {
  const claim = await claimed(database.db, shop, id, NOW);
  const image = await generations.complete(database.db, claim, await filed(database.db, claim), NOW);
  return image ?? "";
}

const freely = (shop: string, imageId: string) =>
  regenerate(deps, shop, ADA, { imageId, instruction: "", credits: 0, formToken: randomUUID() });

const againOf = (shop: string, image: string) =>
  database.db.generation.findFirstOrThrow({ where: { shop, regeneratesId: image } });

async function failAgain(shop: string, image: string): Promise<void> {
  const claim = await claimed(database.db, shop, (await againOf(shop, image)).id, NOW);
  expect(await generations.fail(database.db, claim, "model_refused", NOW)).toBe(true);
}

const batchOf = (shop: string, id: string) =>
  database.db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id } } });

test("a rejected image is made again once, for free, beside the first", async () => {
  const { db } = database;
  const { shop, id, images } = await overBatch();
  const [image = ""] = images;
  await expect(freely(shop, image)).rejects.toMatchObject({ code: "image_not_rejected" });
  await decided(db, shop, [image], "rejected", ADA, NOW);
  const clicks = await Promise.allSettled([1, 2, 3].map(() => freely(shop, image)));
  expect(clicks.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  await expect(freely(shop, image)).rejects.toMatchObject({ code: "already_regenerated" });

  expect(await batchOf(shop, id)).toMatchObject({ state: "running", finishedAt: null, regenerations: 1 });
  const again = await db.generation.findFirstOrThrow({ where: { shop, state: "queued" } });
  expect(again).toMatchObject({ photoId: "900000", ordinal: 2, credits: 0, regeneratesId: image });
  const made = await make(shop, again.id);
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", done: 3 });
  expect(await accountOf(db, shop, { config: deps.credits, now: NOW })).toMatchObject({
    charged: 2,
    reserved: 0,
  });
  expect(await ledgerImbalance(db)).toBe(0);

  await decided(db, shop, [made], "rejected", ADA, NOW);
  await expect(freely(shop, made)).rejects.toMatchObject({ code: "already_regenerated" });
});

test("an image of a batch that was cancelled is made again in a batch of its own", async () => {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 2 });
  await startQuoted(deps, { shop, person: ADA, id, withDuplicates: false });
  const first = await db.generation.findFirstOrThrow({ where: { shop, position: 0 } });
  const image = await make(shop, first.id);
  await cancelBatch(db, shop, ADA, id, NOW);
  await decided(db, shop, [image], "rejected", ADA, NOW);
  const { batchId } = await freely(shop, image);
  await expect(freely(shop, image)).rejects.toMatchObject({ code: "already_regenerated" });
  const again = await db.generation.findFirstOrThrow({ where: { shop, batchId } });
  await make(shop, again.id);
  expect(await batchOf(shop, batchId)).toMatchObject({
    state: "done",
    done: 1,
    reserved: 0,
    promptHash: "hash",
  });
  expect(await batchOf(shop, id)).toMatchObject({ state: "cancelled", done: 1, cancelled: 1 });
});

test("a free regeneration that was cancelled before it made anything can be used again, and again", async () => {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 3 });
  await startQuoted(deps, { shop, person: ADA, id, withDuplicates: false });
  const rows = await db.generation.findMany({ where: { shop }, orderBy: { position: "asc" }, take: 2 });
  const images: string[] = [];
  for (const row of rows) images.push(await make(shop, row.id));
  const [waits = "", failed = ""] = images;
  await decided(db, shop, images, "rejected", ADA, NOW);
  for (const image of images) expect(await freely(shop, image)).toEqual({ batchId: id });
  await failAgain(shop, failed);
  await cancelBatch(db, shop, ADA, id, NOW);
  expect(await withoutRegeneration(db, shop, images)).toEqual(new Set());

  const { batchId: beside } = await freely(shop, waits);
  expect(await batchOf(shop, beside)).toMatchObject({ state: "running", regenerations: 1 });
  await cancelBatch(db, shop, ADA, beside, NOW);
  for (const image of images) {
    const { batchId } = await freely(shop, image);
    expect([id, beside]).not.toContain(batchId);
    await make(shop, (await againOf(shop, image)).id);
  }
  expect(await withoutRegeneration(db, shop, images)).toEqual(new Set(images));
  await expect(freely(shop, waits)).rejects.toMatchObject({ code: "already_regenerated" });
  expect(await accountOf(db, shop, { config: deps.credits, now: NOW })).toMatchObject({
    charged: 2,
    reserved: 0,
  });
});

test("a free regeneration that failed is tried again for free, whatever may be spent", async () => {
  const { db } = database;
  const { shop, id, images } = await overBatch();
  const [image = ""] = images;
  await decided(db, shop, [image], "rejected", ADA, NOW);
  await freely(shop, image);
  await failAgain(shop, image);
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", done: 2, failed: 1 });
  await db.shop.update({ where: { shop }, data: { batchCap: 0, monthlyCap: 0 } });
  expect(await retryFailed(deps, shop, ADA, id)).toBe(1);
  await make(shop, (await againOf(shop, image)).id);
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", done: 3, failed: 0, reserved: 0 });
  expect(await accountOf(db, shop, { config: deps.credits, now: NOW })).toMatchObject({
    charged: 2,
    reserved: 0,
  });
});

test("a rejected image and the one made for it may both be approved: one charge", async () => {
  const { db } = database;
  const { shop, images } = await overBatch();
  const [image = ""] = images;
  await decided(db, shop, [image], "rejected", ADA, NOW);
  await freely(shop, image);
  const made = await make(shop, (await againOf(shop, image)).id);
  await decided(db, shop, [image, made], "approved", ADA, NOW);
  expect(await db.image.count({ where: { shop, decision: "approved" } })).toBe(2);
  expect(await accountOf(db, shop, { config: deps.credits, now: NOW })).toMatchObject({
    charged: 2,
    reserved: 0,
  });
});

test("nothing is made again for another shop, or one that is suspended", async () => {
  const { db } = database;
  const mine = await overBatch();
  const theirs = await overBatch();
  const [image = ""] = mine.images;
  await decided(db, mine.shop, [image], "rejected", ADA, NOW);
  await expect(freely(theirs.shop, image)).rejects.toMatchObject({ code: "not_found" });
  await db.shop.update({ where: { shop: mine.shop }, data: { suspendedAt: NOW } });
  await expect(freely(mine.shop, image)).rejects.toMatchObject({ code: "shop_suspended" });
});
