import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { claimed, filed } from "../../tests/generation-claims.ts";
import { ADA, NOW, seedQuoted, startDeps } from "../../tests/quoted-batches.ts";
import { ledgerImbalance } from "../credits/imbalance.server.ts";
import { accountOf } from "../credits/account.server.ts";
import { complete } from "./generation-store.server.ts";
import { makeGenerations, makeSome } from "./make-generations.server.ts";
import { discardQuote, quoteOf } from "./quote.server.ts";
import { startQuoted } from "./start-quoted.server.ts";
import { quoteTriedBy } from "./tried.server.ts";
import { tryOne } from "./try-one.server.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const still = new AbortController().signal;
const batchOf = (shop: string, id: string) =>
  database.db.batch.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
const start = (deps: ReturnType<typeof startDeps>, shop: string, id: string, withDuplicates = false) =>
  startQuoted(deps, { shop, person: ADA, id, withDuplicates });
const accountAt = (deps: ReturnType<typeof startDeps>, shop: string) =>
  accountOf(deps.db, shop, { config: deps.credits, now: NOW });
const makeAll = (shop: string, id: string) =>
  makeGenerations({ db: database.db, now: () => NOW }, shop, id, still);

test("the first images are there with the start, all others after the job, duplicates left out", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 450, imagesPerPhoto: 2, duplicates: 50 });
  await start(deps, shop, id);
  expect(await db.generation.count({ where: { shop } })).toBe(400);
  expect(deps.enqueued).toEqual([{ job: { name: "make_generations", shop, id }, attempt: 0 }]);

  await Promise.all([makeAll(shop, id), makeAll(shop, id)]); // delivered twice
  const rows = await db.generation.findMany({ where: { shop }, orderBy: { position: "asc" } });
  expect(rows).toHaveLength(800);
  expect(rows[3]).toMatchObject({ position: 3, ordinal: 1, photoId: "900001", credits: 1, state: "queued" });
  expect(
    rows.every((row) => /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(row.id)),
  ).toBe(true);
  expect(await batchOf(shop, id)).toMatchObject({
    ...{
      state: "running",
      madeUpTo: 450,
      reserved: 800,
      quotedImages: 800,
      personName: "Ada",
      startedAt: NOW,
    },
  });
  expect(await accountAt(deps, shop)).toMatchObject({ reserved: 800, available: 999_200 });
  expect(await ledgerImbalance(db)).toBe(0);
});

test("duplicates are made again when they are wanted", async () => {
  const deps = startDeps(database.db);
  const { shop, id } = await seedQuoted(database.db, { photos: 10, duplicates: 10 });
  await expect(start(deps, shop, id)).rejects.toMatchObject({ code: "nothing_chosen" });
  expect(await batchOf(shop, id)).toMatchObject({ state: "quoted", reserved: 0 });
  await start(deps, shop, id, true);
  expect(await database.db.generation.count({ where: { shop } })).toBe(10);
});

test("a batch whose last photos are all duplicates is over when the last image is there and all is made", async () => {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 300, duplicates: 299 });
  await start(startDeps(db), shop, id);
  const only = await db.generation.findFirstOrThrow({ where: { shop } });
  const claim = await claimed(db, shop, only.id, NOW);
  await complete(db, claim, await filed(db, claim), NOW);
  expect(await batchOf(shop, id)).toMatchObject({ state: "running", done: 1, madeUpTo: 200 });
  await makeAll(shop, id);
  expect(await batchOf(shop, id)).toMatchObject({ state: "done", finishedAt: NOW });
});

test("what a crash between two chunks left is made by the next one", async () => {
  const { db } = database;
  const { shop, id } = await seedQuoted(db, { photos: 2_300, state: "running" });
  await db.$transaction((tx) => makeSome(tx, shop, id, 700, NOW));
  const crash = db.$transaction(async (tx) => {
    await makeSome(tx, shop, id, 700, NOW);
    throw new Error("killed");
  });
  await expect(crash).rejects.toThrow("killed");
  expect(await db.generation.count({ where: { shop } })).toBe(700);
  await makeAll(shop, id);
  expect(await db.generation.count({ where: { shop } })).toBe(2_300);
});

test("started by two people and many clicks, it is reserved once", async () => {
  const deps = startDeps(database.db);
  const { shop, id } = await seedQuoted(database.db, { photos: 30 });
  const answers = await Promise.all(Array.from({ length: 12 }, () => start(deps, shop, id)));
  expect(answers).toEqual(Array.from({ length: 12 }, () => ({ id })));
  expect(await accountAt(deps, shop)).toMatchObject({ reserved: 30 });
  expect(await database.db.generation.count({ where: { shop } })).toBe(30);
});

test("of many batches started at once only as many start as there are credits for", async () => {
  const { db } = database;
  const deps = startDeps(db, 100);
  const first = await seedQuoted(db, { photos: 30 });
  const { shop } = first;
  const others = await Promise.all(Array.from({ length: 7 }, () => seedQuoted(db, { photos: 30, shop })));
  const started = await Promise.allSettled([first, ...others].map(({ id }) => start(deps, shop, id)));
  expect(started.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
  expect(await accountAt(deps, shop)).toMatchObject({ reserved: 90, available: 10 });
  const states = await db.batch.groupBy({ by: ["state"], where: { shop }, _count: true });
  expect(states.map(({ state, _count }) => [state, _count]).sort()).toEqual([
    ["quoted", 5],
    ["running", 3],
  ]);
  expect(await ledgerImbalance(db)).toBe(0);
});

test.each([
  ["of a shop that is suspended", { suspendedAt: NOW }, "shop_suspended"],
  ["of a shop that has left", { uninstalledAt: NOW }, "shop_gone"],
  ["above the cap of one batch", { batchCap: 4 }, "batch_cap_exceeded"],
  ["above the cap of the month", { monthlyCap: 4 }, "monthly_cap_exceeded"],
])("a quote %s does not start, and can once that is over", async (_name, change, code) => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 5 });
  await db.shop.update({ where: { shop }, data: change });
  await expect(start(deps, shop, id)).rejects.toMatchObject({ code });
  expect(await batchOf(shop, id)).toMatchObject({ state: "quoted", reserved: 0 });
  await db.shop.update({
    where: { shop },
    data: { suspendedAt: null, uninstalledAt: null, batchCap: null, monthlyCap: null },
  });
  await start(deps, shop, id);
  expect(await batchOf(shop, id)).toMatchObject({ state: "running", reserved: 5 });
});

test("a recipe that is gone, a quote that is not there yet and one of another shop are refused", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 5 });
  await db.batch.update({ where: { shop_id: { shop, id } }, data: { recipeKey: "watercolour" } });
  await expect(start(deps, shop, id)).rejects.toMatchObject({ code: "recipe_gone" });
  expect(await quoteOf(db, shop, id, { concurrency: 8 })).toMatchObject({ failureCode: "recipe_gone" });

  const reading = await seedQuoted(db, { photos: 5, state: "collecting" });
  await expect(start(deps, reading.shop, reading.id)).rejects.toMatchObject({ code: "not_quoted" });
  await expect(start(deps, reading.shop, id)).rejects.toMatchObject({ code: "not_found" });
  expect(await quoteOf(db, reading.shop, id, { concurrency: 8 })).toBeNull();
});

test("one photo is tried first as a batch of its own, however often it is clicked", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 5, imagesPerPhoto: 4 });
  const tried = await Promise.all([1, 2, 3].map(() => tryOne(deps, { shop, person: ADA, id })));
  const [one] = tried;
  expect(new Set(tried.map((batch) => batch.id)).size).toBe(1);
  expect(await batchOf(shop, one?.id ?? "")).toMatchObject({
    state: "running",
    quotedImages: 1,
    reserved: 1,
  });
  expect(await db.generation.findMany({ where: { shop } })).toMatchObject([{ photoId: "900000" }]);
  expect(await batchOf(shop, id)).toMatchObject({ state: "quoted" });
});

test("a batch that tries a quote knows it, as long as the quote waits", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 5 });
  const one = await tryOne(deps, { shop, person: ADA, id });
  expect(await quoteTriedBy(db, shop, one.id)).toBe(id);
  expect(await quoteTriedBy(db, shop, id)).toBeNull();
  expect(await quoteTriedBy(db, "other.myshopify.com", one.id)).toBeNull();
  await start(deps, shop, id);
  expect(await quoteTriedBy(db, shop, one.id)).toBeNull();
});

type Tried = { decision?: string; imagesPerPhoto?: number; again?: boolean };

test.each([
  ["is not made again", {}, 9],
  ["is made again when its image was rejected", { decision: "rejected" }, 10],
  ["is made again when each photo gets several images", { imagesPerPhoto: 2 }, 20],
  ["is made again when duplicates are wanted", { again: true }, 10],
])(
  "the photo that a quote was tried on %s",
  async (_name, { decision, imagesPerPhoto, again }: Tried, images) => {
    const { db } = database;
    const deps = startDeps(db);
    const { shop, id } = await seedQuoted(db, { photos: 10, imagesPerPhoto });
    const one = await tryOne(deps, { shop, person: ADA, id });
    const { id: generation } = await db.generation.findFirstOrThrow({ where: { shop, batchId: one.id } });
    const claim = await claimed(db, shop, generation, NOW);
    await complete(db, claim, await filed(db, claim), NOW);
    if (decision) await db.image.updateMany({ where: { shop }, data: { decision } });

    const quote = await quoteOf(db, shop, id, { concurrency: 8 });
    expect(again ? quote?.withDuplicates : quote?.withoutDuplicates).toMatchObject({
      images,
      credits: images,
    });
    await start(deps, shop, id, again);
    expect(await db.generation.count({ where: { shop, batchId: id } })).toBe(images);
    expect(await batchOf(shop, id)).toMatchObject({ quotedImages: images, reserved: images });
  },
);

test("a quote tells both prices and the time, and is discarded with its scope, never once it runs", async () => {
  const { db } = database;
  const deps = startDeps(db);
  const { shop, id } = await seedQuoted(db, { photos: 10, imagesPerPhoto: 2, duplicates: 4 });
  await db.batch.update({
    where: { shop_id: { shop, id } },
    data: { notFound: ["A-1", "A-2"], skipped: { no_photo: 3 } },
  });
  expect(await quoteOf(db, shop, id, { concurrency: 8 })).toMatchObject({
    ...{ products: 10, photos: 10, duplicates: 4, skipped: { no_photo: 3 }, failureCode: null },
    withoutDuplicates: { images: 12, credits: 12, micros: 12 * 33_600, minSeconds: 23, maxSeconds: 80 },
    withDuplicates: { images: 20, credits: 20 },
    notFound: { count: 2, words: ["A-1", "A-2"] },
  });
  expect(await discardQuote(deps, shop, ADA, id)).toBe(true);
  expect(await db.scopePhoto.count({ where: { shop } })).toBe(0);

  const running = await seedQuoted(db, { photos: 1, shop });
  await start(deps, shop, running.id);
  expect(await discardQuote(deps, shop, ADA, running.id)).toBe(false);
});
