import { afterAll, beforeAll, expect, test } from "vitest";
import { collectingBatches, laterClock, leaseMs, photo, threePages } from "../../tests/collecting-batches.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { ADA, NOW } from "../../tests/quoted-batches.ts";
import type { CollectState } from "../catalog/collect-state.ts";
import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import { progressOf } from "./batch-progress.server.ts";
import * as store from "./collect-store.server.ts";
import { dispatchCollecting } from "./dispatch-collecting.server.ts";
import { requestQuote } from "./quote.server.ts";
import { QUOTE_DAYS } from "./quote-days.ts";
import { sweepBatches } from "./sweep-batches.server.ts";

let database: TestDatabase;
let batches: ReturnType<typeof collectingBatches>;
beforeAll(async () => {
  database = await testDatabase();
  batches = collectingBatches(database.db);
});
afterAll(() => database.close());

test("what a search finds is read step by step, frozen and priced", async () => {
  const batch = await batches.asked();
  await batches.collect(batch);
  const { scope, ...row } = await batches.batchOf(batch);
  expect(row).toMatchObject({
    ...{
      state: "quoted",
      scopePhotos: 30,
      duplicates: 0,
      quotedImages: 60,
      quotedCredits: 60,
      collecting: null,
    },
    ...{ skipped: { no_photo: 3 }, notFound: ["A-0", "A-1", "A-2"], leaseToken: null, withDuplicates: false },
  });
  expect(scope.map(({ position, photoId }) => Number(photoId) - position)).toEqual(scope.map(() => 9000));
});

test("the same form sent twice is one quote", async () => {
  const { shop, id, form } = await batches.asked();
  const again = await Promise.all([1, 2].map(() => requestQuote(batches.deps, { shop, person: ADA, form })));
  expect(again).toMatchObject([{ id }, { id }]);
});

test("interrupted after any step, it goes on where it was, and each photo is there once", async () => {
  const batch = await batches.asked();
  for (const [round, diesAt] of [0, 1, 2].entries()) {
    const dies = async (from: CollectState | null) => {
      const at = from?.phase === "pages" ? Number(from.after) : 0;
      if (at === diesAt) throw new Error("killed");
      return threePages(from);
    };
    await expect(batches.collect(batch, dies, laterClock(round * 2 * leaseMs))).rejects.toThrow("killed");
  }
  expect(await progressOf(database.db, batch.shop, batch.id, NOW)).toMatchObject({
    ...{ state: "collecting", collecting: { products: 22, photos: 20, total: 33 } },
  });
  await batches.collect(batch, threePages, laterClock(leaseMs)); // its lease holds still: somebody else has it
  expect(await batches.batchOf(batch)).toMatchObject({ state: "collecting" });
  await batches.collect(batch, threePages, laterClock(6 * leaseMs));
  const { scope, ...row } = await batches.batchOf(batch);
  expect(row).toMatchObject({ state: "quoted", scopePhotos: 30, skipped: { no_photo: 3 } });
  expect(new Set(scope.map(({ photoId }) => photoId)).size).toBe(30);
});

test("whoever lost the lease stores nothing more", async () => {
  const { db } = database;
  const batch = await batches.asked();
  const lose = await store.claimCollecting(db, batch.shop, batch.id, { token: "a", now: NOW, leaseMs });
  const later = new Date(NOW.getTime() + 2 * leaseMs);
  const win = await store.claimCollecting(db, batch.shop, batch.id, { token: "b", now: later, leaseMs });
  if (!lose || !win) throw new Error("no claim");
  const found = await threePages(null);
  expect(await store.storeStep(db, lose, found)).toBe(false);
  expect(await store.storeStep(db, win, found)).toBe(true);
  expect(await store.storeStep(db, win, found)).toBe(true); // a step that repeats what the one before found
  expect(await store.finishQuote(db, lose)).toBe(false);
  const { scope } = await batches.batchOf(batch);
  expect(scope.map(({ position }) => position).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test.each([
  ["too many images", { photos: 50_001, products: 50_000, each: 4 }, "too_many_chosen"],
  ["too many products", { photos: 1, products: 50_001, each: 1 }, "too_many_products"],
])("%s break it off with a reason that stays", async (_name, { photos, products, each }, code) => {
  const batch = await batches.asked({ imagesPerPhoto: each });
  const all = Array.from({ length: photos }, (_, n) => photo(n));
  await batches.collect(batch, async () => ({
    photos: all,
    products,
    skipped: {},
    notFound: [],
    next: null,
  }));
  expect(await batches.batchOf(batch)).toMatchObject({
    state: "collecting",
    failureCode: code,
    scopePhotos: 0,
  });
  expect(await progressOf(database.db, batch.shop, batch.id, NOW)).toMatchObject({ failureCode: code });
  await dispatchCollecting(batches.deps);
  expect(batches.deps.enqueued.filter(({ job }) => job.id === batch.id)).toEqual([]);
});

test("two hundred thousand images are taken", async () => {
  const batch = await batches.asked({ imagesPerPhoto: 4 });
  const all = Array.from({ length: 50_000 }, (_, n) => photo(n));
  await batches.collect(batch, async () => ({
    photos: all,
    products: 50_000,
    skipped: {},
    notFound: [],
    next: null,
  }));
  expect(await database.db.batch.findFirst({ where: { shop: batch.shop } })).toMatchObject({
    ...{ state: "quoted", quotedImages: 200_000, failureCode: null },
  });
});

test("what passes by itself is tried again later, not for ever; anything else is told at once", async () => {
  const failing = (code: ErrorCode) => () => Promise.reject(new PackshotError(code));
  const batch = await batches.asked();
  await batches.collect(batch, failing("shopify_unreachable"));
  const paused = await batches.batchOf(batch);
  expect(paused).toMatchObject({ state: "collecting", failureCode: null, leaseToken: null });
  expect(paused.leaseUntil?.getTime()).toBeGreaterThan(NOW.getTime());
  for (let hour = 1; hour <= 8; hour++) {
    await batches.collect(batch, failing("shopify_unreachable"), laterClock(hour * 3_600_000));
  }
  expect(await batches.batchOf(batch)).toMatchObject({ failureCode: "shopify_unreachable" });

  const refused = await batches.asked();
  await batches.collect(refused, failing("shopify_access_lost"));
  expect(await batches.batchOf(refused)).toMatchObject({ failureCode: "shopify_access_lost" });
});

test("quotes that nobody started are forgotten", async () => {
  const { db } = database;
  const old = await batches.asked();
  const createdAt = new Date(NOW.getTime() - QUOTE_DAYS * 86_400_000 - 1);
  await db.batch.update({
    where: { shop_id: { shop: old.shop, id: old.id } },
    data: { state: "quoted", createdAt },
  });
  await sweepBatches(batches.deps);
  expect(await db.batch.count({ where: { shop: old.shop } })).toBe(0);
});
