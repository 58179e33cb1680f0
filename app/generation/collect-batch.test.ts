import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addBatch, addImage } from "../../tests/generation-rows.ts";
import { ADA, NOW, startDeps } from "../../tests/quoted-batches.ts";
import type { CollectState } from "../catalog/collect-state.ts";
import type { CollectedPhoto, CollectStep } from "../catalog/collect.server.ts";
import { PackshotError, type ErrorCode } from "../platform/errors.ts";
import type { QuoteForm } from "./batch-form.ts";
import { progressOf } from "./batch-progress.server.ts";
import { collectBatch, type CollectBatchDeps } from "./collect-batch.handler.server.ts";
import * as store from "./collect-store.server.ts";
import { dispatchCollecting } from "./dispatch-collecting.server.ts";
import { requestQuote } from "./quote.server.ts";
import { QUOTE_DAYS, sweepBatches } from "./sweep-batches.server.ts";

let database: TestDatabase;
let deps: ReturnType<typeof startDeps>;
beforeAll(async () => {
  database = await testDatabase();
  deps = startDeps(database.db);
});
afterAll(() => database.close());

const still = new AbortController().signal;
const leaseMs = 60_000;
const FORM = {
  ...{ recipeKey: "white_background", scene: "", colour: "", part: "", aspectRatio: "1:1", imageSize: "1K" },
  ...{ imagesPerPhoto: 2, photoChoice: "first", withoutImage: false },
  selection: { from: "search", filters: { tag: "summer" } },
} as const satisfies Omit<QuoteForm, "formToken">;

async function asked(change: Partial<QuoteForm> = {}, name: string = randomUUID()) {
  const shop = `${name}.myshopify.com`;
  await database.db.shop.upsert({ where: { shop }, create: { shop }, update: {} });
  const form = { ...FORM, formToken: randomUUID(), ...change };
  return { shop, form, ...(await requestQuote(deps, { shop, person: ADA, form })) };
}

const photo = (n: number): CollectedPhoto => ({
  ...{ productId: String(500 + n), productTitle: `Bottle ${n}`, photoId: String(9000 + n) },
  ...{ photoAlt: "", photoUrl: "http://photos.example/1.jpg" },
});
const page = (at: number): CollectState => ({ phase: "pages", total: 30, after: String(at) });

/** Three pages of ten products each. */
async function threePages(from: CollectState | null): Promise<CollectStep> {
  const at = from?.phase === "pages" ? Number(from.after) : 0;
  const photos = Array.from({ length: 10 }, (_, n) => photo(at * 10 + n));
  const found = { photos, skipped: { no_photo: 1 }, notFound: [`A-${at}`], products: 11, total: 33 };
  return { ...found, next: at < 2 ? page(at + 1) : null };
}

type Batch = { shop: string; id: string };

function collect(
  batch: Batch,
  read: (from: CollectState | null) => Promise<CollectStep> = threePages,
  change: Partial<CollectBatchDeps> = {},
): Promise<void> {
  const { db, clock, log } = deps;
  const collecting = { db, clock, log, leaseMs, wait: async () => {}, ...change };
  return collectBatch({ ...collecting, collectStep: (_shop, _selection, from) => read(from) }, batch, still);
}

const batchOf = ({ shop, id }: Batch) =>
  database.db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id } }, include: { scope: true } });
const laterClock = (ms: number) => ({ clock: { now: () => new Date(NOW.getTime() + ms) } });

test("what a search finds is read step by step, frozen and priced", async () => {
  const batch = await asked();
  await collect(batch);
  const { scope, ...row } = await batchOf(batch);
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
  const { shop, id, form } = await asked();
  const again = await Promise.all([1, 2].map(() => requestQuote(deps, { shop, person: ADA, form })));
  expect(again).toMatchObject([{ id }, { id }]);
});

test("interrupted after any step, it goes on where it was, and each photo is there once", async () => {
  const batch = await asked();
  for (const [round, diesAt] of [0, 1, 2].entries()) {
    const dies = async (from: CollectState | null) => {
      const at = from?.phase === "pages" ? Number(from.after) : 0;
      if (at === diesAt) throw new Error("killed");
      return threePages(from);
    };
    await expect(collect(batch, dies, laterClock(round * 2 * leaseMs))).rejects.toThrow("killed");
  }
  expect(await progressOf(database.db, batch.shop, batch.id, NOW)).toMatchObject({
    ...{ state: "collecting", collecting: { products: 22, photos: 20, total: 33 } },
  });
  await collect(batch, threePages, laterClock(leaseMs)); // its lease holds still: somebody else has it
  expect(await batchOf(batch)).toMatchObject({ state: "collecting" });
  await collect(batch, threePages, laterClock(6 * leaseMs));
  const { scope, ...row } = await batchOf(batch);
  expect(row).toMatchObject({ state: "quoted", scopePhotos: 30, skipped: { no_photo: 3 } });
  expect(new Set(scope.map(({ photoId }) => photoId)).size).toBe(30);
});

test("whoever lost the lease stores nothing more", async () => {
  const { db } = database;
  const batch = await asked();
  const lose = await store.claimCollecting(db, batch.shop, batch.id, { token: "a", now: NOW, leaseMs });
  const later = new Date(NOW.getTime() + 2 * leaseMs);
  const win = await store.claimCollecting(db, batch.shop, batch.id, { token: "b", now: later, leaseMs });
  if (!lose || !win) throw new Error("no claim");
  const found = await threePages(null);
  expect(await store.storeStep(db, lose, found)).toBe(false);
  expect(await store.storeStep(db, win, found)).toBe(true);
  expect(await store.storeStep(db, win, found)).toBe(true); // a step that repeats what the one before found
  expect(await store.finishQuote(db, lose)).toBe(false);
  const { scope } = await batchOf(batch);
  expect(scope.map(({ position }) => position).sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

/** Images of products of the batch's shop, as the same prompt and model made them. */
async function imagesBefore(batch: Batch, products: { productId: string; photoId: string }[]) {
  const { db } = database;
  const { promptHash, model } = await batchOf(batch);
  const made = await addBatch(db, batch.shop, products.length);
  for (const [index, data] of products.entries()) {
    const id = await addImage(db, { shop: batch.shop, ...made }, made.ids[index] ?? "", data.productId);
    const where = { shop_id: { shop: batch.shop, id } };
    await db.image.update({ where, data: { ...data, promptHash, model } });
  }
}

test("products with an image of ours are left out when they are not wanted", async () => {
  const batch = await asked({ withoutImage: true });
  await imagesBefore(batch, [{ productId: "503", photoId: "1" }]);
  await collect(batch);
  const { scope, ...row } = await batchOf(batch);
  expect(row).toMatchObject({ skipped: { no_photo: 3, has_image: 1 }, scopePhotos: 29, quotedImages: 58 });
  expect(scope.some(({ productId }) => productId === "503")).toBe(false);
});

test("what was made before of a photo of a product is marked, not what was made of it for another product", async () => {
  const batch = await asked();
  await imagesBefore(batch, [
    { productId: "505", photoId: "9005" },
    { productId: "999", photoId: "9006" },
  ]);
  await collect(batch);
  const { scope, ...row } = await batchOf(batch);
  expect(row).toMatchObject({ scopePhotos: 30, duplicates: 1, quotedImages: 58 });
  expect(scope.filter(({ isDuplicate }) => isDuplicate).map(({ photoId }) => photoId)).toEqual(["9005"]);
});

test("a photo that is on several products is in the scope once for each of them", async () => {
  const batch = await asked();
  const shared = (n: number) => ({ ...photo(n), photoId: "9000" });
  const steps = [
    [photo(0), shared(1), shared(1)],
    [shared(0), shared(2)],
  ];
  await collect(batch, async (from) => {
    const photos = steps[from ? 1 : 0] ?? [];
    return { photos, skipped: {}, notFound: [], products: photos.length, next: from ? null : page(1) };
  });
  const { scope, ...row } = await batchOf(batch);
  expect(row).toMatchObject({ scopePhotos: 3, quotedImages: 6 });
  expect(scope.map(({ position, productId }) => [position, productId]).sort()).toEqual([
    ...[
      [0, "500"],
      [1, "501"],
      [2, "502"],
    ],
  ]);
});

test.each([
  ["too many images", { photos: 50_001, products: 50_000, each: 4 }, "too_many_chosen"],
  ["too many products", { photos: 1, products: 50_001, each: 1 }, "too_many_products"],
])("%s break it off with a reason that stays", async (_name, { photos, products, each }, code) => {
  const batch = await asked({ imagesPerPhoto: each });
  const all = Array.from({ length: photos }, (_, n) => photo(n));
  await collect(batch, async () => ({ photos: all, products, skipped: {}, notFound: [], next: null }));
  expect(await batchOf(batch)).toMatchObject({ state: "collecting", failureCode: code, scopePhotos: 0 });
  expect(await progressOf(database.db, batch.shop, batch.id, NOW)).toMatchObject({ failureCode: code });
  await dispatchCollecting(deps);
  expect(deps.enqueued.filter(({ job }) => job.id === batch.id)).toEqual([]);
});

test("two hundred thousand images are taken", async () => {
  const batch = await asked({ imagesPerPhoto: 4 });
  const all = Array.from({ length: 50_000 }, (_, n) => photo(n));
  await collect(batch, async () => ({
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
  const batch = await asked();
  await collect(batch, failing("shopify_unreachable"));
  const paused = await batchOf(batch);
  expect(paused).toMatchObject({ state: "collecting", failureCode: null, leaseToken: null });
  expect(paused.leaseUntil?.getTime()).toBeGreaterThan(NOW.getTime());
  for (let hour = 1; hour <= 8; hour++) {
    await collect(batch, failing("shopify_unreachable"), laterClock(hour * 3_600_000));
  }
  expect(await batchOf(batch)).toMatchObject({ failureCode: "shopify_unreachable" });

  const refused = await asked();
  await collect(refused, failing("shopify_access_lost"));
  expect(await batchOf(refused)).toMatchObject({ failureCode: "shopify_access_lost" });
});

test("who has to wait for long leaves the place to others, and so does who reads for long", async () => {
  const waited: number[] = [];
  const wait = async (ms: number) => void waited.push(ms);
  const waiting = async (from: CollectState | null): Promise<CollectStep> => {
    const at = from?.phase === "pages" ? Number(from.after) : 0;
    return { ...(await threePages(from)), waitMs: at === 0 ? 900 : 5_000 };
  };
  const batch = await asked();
  await collect(batch, waiting, { wait });
  expect(waited).toEqual([900]);
  expect(await batchOf(batch)).toMatchObject({
    ...{
      state: "collecting",
      scopePhotos: 20,
      leaseToken: null,
      leaseUntil: new Date(NOW.getTime() + 5_000),
    },
  });
  await collect(batch, waiting, laterClock(4_000));
  expect(await batchOf(batch)).toMatchObject({ state: "collecting" });
  await collect(batch, waiting, laterClock(6_000));
  expect(await batchOf(batch)).toMatchObject({ state: "quoted", scopePhotos: 30 });

  const slow = await asked();
  let now = NOW.getTime();
  const clock = { now: () => new Date((now += 4_000)) };
  for (let turn = 0; turn < 3; turn++) await collect(slow, threePages, { clock });
  expect(await batchOf(slow)).toMatchObject({ state: "quoted", scopePhotos: 30 });
});

test("quotes that nobody started are forgotten", async () => {
  const { db } = database;
  const old = await asked();
  const createdAt = new Date(NOW.getTime() - QUOTE_DAYS * 86_400_000 - 1);
  await db.batch.update({
    where: { shop_id: { shop: old.shop, id: old.id } },
    data: { state: "quoted", createdAt },
  });
  await sweepBatches(deps);
  expect(await db.batch.count({ where: { shop: old.shop } })).toBe(0);
});
