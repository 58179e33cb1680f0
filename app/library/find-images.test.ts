import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addBatch, addImage, addPublication, seedBatch, type Rows } from "../../tests/generation-rows.ts";
import { countImagesFound, findImages } from "./find-images.server.ts";
import { findProducts } from "./find-products.server.ts";
import { LOOKED_AT } from "./looked-at.server.ts";
import type { ImageFilter } from "./image-filter.ts";

let database: TestDatabase;
let rows: Rows;
/** Two of each product, in order of time. */
let images: string[];
let second: Omit<Rows, "shop">;

const TITLES = ["Blue mug", "Crème brûlée set", "Blaue Kanne (groß)", "T-Shirt 50% off", "Mugwort tea"];

beforeAll(async () => {
  database = await testDatabase();
  const { db } = database;
  rows = await seedBatch(db, 6);
  second = await addBatch(db, rows.shop, 4);
  images = [];
  for (const [n, id] of rows.ids.entries()) images.push(await addImage(db, rows, id, productOf(n)));
  for (const [n, id] of second.ids.entries())
    images.push(await addImage(db, { ...second, shop: rows.shop }, id, productOf(n + 6)));
  const { shop } = rows;
  for (const [n, id] of images.entries())
    await db.image.update({
      where: { shop_id: { shop, id } },
      data: { recipeKey: n % 2 === 0 ? "studio" : "free" },
    });
  const changes: [number, object][] = [
    [0, { decision: "approved" }],
    [1, { decision: "rejected" }],
    [2, { pinnedAt: new Date() }],
    [3, { expiredAt: new Date() }],
  ];
  for (const [n, data] of changes)
    await db.image.update({ where: { shop_id: { shop, id: images[n] ?? "" } }, data });
  await addPublication(db, shop, images[0] ?? "", "live");
  await retitle(shop);
});
afterAll(() => database.close());

const productOf = (n: number) => `60${Math.floor(n / 2)}`;

/** As later images would say. */
async function retitle(shop: string): Promise<void> {
  for (const [n, title] of TITLES.entries())
    await database.db.libraryProduct.updateMany({ where: { shop, productId: `60${n}` }, data: { title } });
}

/** The places in order of time of what is found. */
async function places(filter: ImageFilter, shop = rows.shop): Promise<number[]> {
  const page = await findImages(database.db, shop, filter, { order: "oldest", limit: 50 });
  return page.images.map(({ id }) => images.indexOf(id));
}

describe("a filter", () => {
  test.each<[string, () => ImageFilter, number[]]>([
    ["nothing", () => ({}), [0, 1, 2, 4, 5, 6, 7, 8, 9]],
    ["a decision", () => ({ decision: "undecided" }), [2, 4, 5, 6, 7, 8, 9]],
    ["a product, with its expired left out", () => ({ productId: "601" }), [2]],
    ["a batch", () => ({ batchId: second.batchId }), [6, 7, 8, 9]],
    ["a recipe", () => ({ recipe: "studio" }), [0, 2, 4, 6, 8]],
    ["kept", () => ({ kept: true }), [2]],
    ["not kept", () => ({ kept: false, productId: "601" }), []],
    ["expired", () => ({ expired: true }), [3]],
    ["expired ones of a product", () => ({ expired: true, productId: "601" }), [3]],
    ["published", () => ({ published: true }), [0]],
    ["not published", () => ({ published: false, productId: "600" }), [1]],
    ["several at once", () => ({ recipe: "free", batchId: second.batchId, decision: "undecided" }), [7, 9]],
    ["a moment that is over", () => ({ to: "2026-01-01T00:00:00.000Z" }), []],
    [
      "a stretch of time",
      () => ({ from: "2026-01-01T00:00:00.000Z", to: "2100-01-01T00:00:00.000Z", kept: true }),
      [2],
    ],
  ])("by %s", async (_, filter, found) => {
    expect(await places(filter())).toEqual(found);
    expect(await countImagesFound(database.db, rows.shop, filter())).toEqual({
      amount: found.length,
      isMore: false,
    });
  });

  test.each<[string, number[]]>([
    ["mug", [0, 1, 8, 9]],
    ["BLUE", [0, 1]],
    ["mug blue", [0, 1]],
    ["creme bru", [2]],
    ["brûlée", [2]],
    ["groß", [4, 5]],
    ["gros", []],
    ["shirt", [6, 7]],
    ["t-shirt", [6, 7]],
    ["50%", [6, 7]],
    ["lue", []],
    ["!!!", []],
    ["' | :* & \\", []],
  ])("by the words %s", async (search, found) => {
    expect(await places({ search })).toEqual(found);
  });

  test("words and the rest", async () => {
    expect(await places({ search: "mug", decision: "undecided", recipe: "free" })).toEqual([9]);
    expect(await places({ search: "mug", productId: "604" })).toEqual([8, 9]);
  });

  test("never finds another shop's", async () => {
    const stranger = await seedBatch(database.db, 1);
    expect(await places({ search: "mug" }, stranger.shop)).toEqual([]);
    expect(await places({ batchId: rows.batchId }, stranger.shop)).toEqual([]);
  });
});

test.each(["newest", "oldest"] as const)(
  "goes through all, %s first, and all the way back",
  async (order) => {
    const expected = [0, 1, 2, 4, 5, 6, 7, 8, 9].map((n) => images[n]);
    if (order === "newest") expected.reverse();
    const page = (place: { after?: string; before?: string }) =>
      findImages(database.db, rows.shop, {}, { order, limit: 4, ...place });
    const first = await page({});
    expect(first.previous).toBeNull();
    const second = await page({ after: first.next ?? "" });
    const third = await page({ after: second.next ?? "" });
    expect([first, second, third].flatMap(({ images }) => images.map(({ id }) => id))).toEqual(expected);
    expect(third.next).toBeNull();
    const back = await page({ before: third.previous ?? "" });
    expect(back.images.map(({ id }) => id)).toEqual(second.images.map(({ id }) => id));
    expect(back.next).toBe(second.next);
    const start = await page({ before: back.previous ?? "" });
    expect(start.images.map(({ id }) => id)).toEqual(first.images.map(({ id }) => id));
    expect(start.previous).toBeNull();
  },
);

describe("by product", () => {
  const find = (filter: ImageFilter, order: "newest" | "title", after?: string) =>
    findProducts(database.db, rows.shop, filter, { order, after, limit: 2, images: 1 });

  test("each with its newest images and how they stand, page by page", async () => {
    const first = await find({}, "newest");
    expect(first.products).toMatchObject([
      {
        productId: "604",
        title: "Mugwort tea",
        images: [{ id: images[9] }],
        counts: { undecided: 2 },
        isMore: false,
      },
      { productId: "603" },
    ]);
    const second = await find({}, "newest", first.next ?? "");
    expect(second.products.map(({ productId }) => productId)).toEqual(["602", "601"]);
    const third = await find({}, "newest", second.next ?? "");
    const back = await findProducts(
      database.db,
      rows.shop,
      {},
      {
        ...{ order: "newest", before: third.previous ?? "", limit: 2, images: 1 },
      },
    );
    expect(back).toMatchObject({ products: second.products, next: second.next, previous: second.previous });
    expect(third).toMatchObject({
      products: [{ productId: "600", counts: { undecided: 0, approved: 1, rejected: 1 } }],
      next: null,
      isCutShort: false,
    });
  });

  test("in order of their titles", async () => {
    const titles = [];
    let after: string | null | undefined;
    do {
      const page = await find({}, "title", after ?? undefined);
      titles.push(...page.products.map(({ title }) => title));
      after = page.next;
    } while (after);
    expect(titles).toEqual(TITLES.toSorted());
  });

  test("those alone that have what is meant", async () => {
    const found = async (filter: ImageFilter) =>
      (await find(filter, "title")).products.map(({ productId }) => productId);
    expect(await found({ search: "mug" })).toEqual(["600", "604"]);
    expect(await found({ decision: "rejected" })).toEqual(["600"]);
    expect(await found({ expired: true, search: "creme" })).toEqual(["601"]);
    expect(await found({ productId: "603" })).toEqual(["603"]);
    expect(await found({ kept: true, search: "mug" })).toEqual([]);
  });
});

test("where few of very many match, a page ends after so many rows and says so; the next one goes on", async () => {
  const { db } = database;
  const many = await seedBatch(db, 1);
  const { shop, ids } = many;
  const rare = await addImage(db, many, ids[0] ?? "");
  await addCopies(shop, rare, LOOKED_AT + 500);
  await db.image.update({ where: { shop_id: { shop, id: rare } }, data: { decision: "rejected" } });
  const rejected = { recipe: "studio", published: false, decision: "rejected" } as const;
  const first = await findImages(
    db,
    shop,
    { ...rejected, batchId: many.batchId },
    { order: "newest", limit: 3 },
  );
  expect(first).toMatchObject({ images: [], isCutShort: true });
  const next = { order: "newest", limit: 3, after: first.next ?? "" } as const;
  const second = await findImages(db, shop, { ...rejected, batchId: many.batchId }, next);
  expect(second).toMatchObject({ images: [{ id: rare }], isCutShort: false, next: null });

  const search = await findImages(db, shop, { ...rejected, search: "green" }, { order: "newest", limit: 3 });
  expect(search).toMatchObject({ images: [], isCutShort: true });
  expect(await countImagesFound(db, shop, { batchId: many.batchId })).toEqual({
    amount: LOOKED_AT,
    isMore: true,
  });
});

/** Newer ones, all of one product. */
async function addCopies(shop: string, id: string, copies: number): Promise<void> {
  const { db } = database;
  await db.$executeRaw`
    INSERT INTO "Generation" SELECT copy.* FROM "Generation" g, generate_series(1, ${copies}::int) n,
      jsonb_populate_record(g, jsonb_build_object('id', 'g' || n, 'ordinal', n)) copy
    WHERE g.shop = ${shop}`;
  await db.$executeRaw`
    INSERT INTO "Image" SELECT copy.* FROM "Image" i, generate_series(1, ${copies}::int) n,
      jsonb_populate_record(i, jsonb_build_object('id', 'f' || lpad(n::text, 8, '0'), 'generationId', 'g' || n)) copy
    WHERE i.shop = ${shop} AND i.id = ${id}`;
}
