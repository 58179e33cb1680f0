import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decided } from "../../tests/decided.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addBatch, addImage, addPublication, seedBatch } from "../../tests/generation-rows.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { createPublications } from "../publishing/create-publications.server.ts";
import { batchImageCounts } from "./batch-images.server.ts";
import { decide } from "./decide.server.ts";
import { expireImages } from "./expire-images.server.ts";
import { daysBefore } from "./image-days.ts";
import {
  countsByProduct,
  imageById,
  listImages,
  publishableIds,
  waitingForReview,
} from "./image-store.server.ts";
import { ON_ITS_PRODUCT } from "./on-its-product.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const ada = { id: "7", name: "Ada" };
const days = { unpublished: 30, rejected: 14 };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** What left the store. */
function storeThat(remove: ObjectStore["delete"] = async () => {}) {
  const removed: string[] = [];
  const objects = {
    delete: async (keys: readonly string[]) => {
      await remove(keys);
      removed.push(...keys);
    },
  } as ObjectStore;
  return { objects, removed };
}

/** One shop with an image of each age in days. */
async function imagesOfAge(...ages: number[]) {
  const { db } = database;
  const rows = await seedBatch(db, ages.length);
  const images: string[] = [];
  for (const [n, age] of ages.entries()) {
    const id = await addImage(db, rows, rows.ids[n] ?? "");
    await db.image.updateMany({ where: { id }, data: { unusedSince: daysBefore(now, age) } });
    images.push(id);
  }
  return { ...rows, images: images as [string, ...string[]] };
}

function expire(shop: string, { limit = 100, objects = storeThat().objects, at = now } = {}) {
  return expireImages({ db: database.db, objects }, shop, { days, now: at, limit });
}

async function expiredOf(shop: string): Promise<string[]> {
  const rows = await database.db.image.findMany({
    where: { shop, expiredAt: { not: null } },
    orderBy: { id: "asc" },
  });
  return rows.map(({ id }) => id);
}

const inUse = async (shop: string, id: string) =>
  (await database.db.image.findUniqueOrThrow({ where: { shop_id: { shop, id } } })).unusedSince === null;

describe("expiry", () => {
  test("takes the files of what is older than the window, and keeps its row", async () => {
    const { db } = database;
    const { shop, images, ids } = await imagesOfAge(31, 29);
    const other = await imagesOfAge(31);
    const { objects, removed } = storeThat();
    expect(await expire(shop, { objects })).toBe(1);
    expect(await expiredOf(shop)).toEqual([images[0]]);
    expect(removed.sort()).toEqual([
      `shops/${shop}/images/${ids[0]}/1-a.png`,
      `shops/${shop}/images/${ids[0]}/1-a.webp`,
    ]);
    expect(await db.storedObject.count({ where: { shop } })).toBe(2);
    expect(await imageById(db, shop, images[0])).toMatchObject({ productTitle: "Green bottle" });
    expect(await expiredOf(other.shop)).toEqual([]);
    expect(await expire(shop, { objects })).toBe(0);
  });

  test("takes rejected images by the decision, when that is sooner", async () => {
    const { shop, images } = await imagesOfAge(20, 20, 20, 31);
    const [early, late, undecided, old] = images;
    await decided(database.db, shop, [early], "rejected", ada, daysBefore(now, 15));
    await decided(database.db, shop, [late ?? "", old ?? ""], "rejected", ada, daysBefore(now, 13));
    expect(await expire(shop)).toBe(2);
    expect(await expiredOf(shop)).toEqual([early, old]);
    expect(await expire(shop, { at: daysBefore(now, -2) })).toBe(1);
    expect(await expiredOf(shop)).toEqual([early, late, old]);
    expect(await expiredOf(shop)).not.toContain(undecided);
  });

  test("leaves alone what is kept, and takes no more than it may, oldest first", async () => {
    const { shop, images } = await imagesOfAge(40, 50, 60, 70);
    await database.db.image.updateMany({ where: { id: images[3] }, data: { pinnedAt: now } });
    expect(await expire(shop, { limit: 2 })).toBe(2);
    expect(await expiredOf(shop)).toEqual([images[1], images[2]]);
    expect(await expire(shop, { limit: 2 })).toBe(1);
    expect(await expire(shop, { limit: 2 })).toBe(0);
  });

  test("what the store does not let go of is left to the sweep of doomed files", async () => {
    const { shop } = await imagesOfAge(31);
    const { objects } = storeThat(() => Promise.reject(new Error("away")));
    await expect(expire(shop, { objects })).rejects.toThrow("away");
    expect(await expiredOf(shop)).toHaveLength(1);
    expect(await database.db.storedObject.findMany({ where: { shop }, select: { state: true } })).toEqual([
      { state: "doomed" },
      { state: "doomed" },
    ]);
  });
});

describe("an image that a publication needs", () => {
  test.each(ON_ITS_PRODUCT)("does not expire while it is %s", async (state) => {
    const { shop, images } = await imagesOfAge(400);
    await addPublication(database.db, shop, images[0], state);
    expect(await inUse(shop, images[0])).toBe(true);
    expect(await expire(shop)).toBe(0);
  });

  test.each(["failed", "restored", "partly_restored"])(
    "has its whole window again from when it is %s",
    async (state) => {
      const { db } = database;
      const { shop, images } = await imagesOfAge(400);
      await addPublication(db, shop, images[0], "live");
      await db.publication.updateMany({ where: { shop }, data: { leaseToken: "x" } });
      expect(await inUse(shop, images[0])).toBe(true);
      await db.publication.updateMany({ where: { shop }, data: { state } });
      const { unusedSince } = await db.image.findFirstOrThrow({ where: { shop } });
      expect(Date.now() - (unusedSince?.getTime() ?? 0)).toBeLessThan(60_000);
      expect(await expire(shop)).toBe(0);
    },
  );

  test("is in use again when it is published again, whatever became of the first time", async () => {
    const { db } = database;
    const { shop, images } = await imagesOfAge(400);
    await addPublication(db, shop, images[0], "restored");
    await addPublication(db, shop, images[0], "pending");
    expect(await inUse(shop, images[0])).toBe(true);
    await db.publication.updateMany({
      where: { shop, state: "restored" },
      data: { state: "partly_restored" },
    });
    expect(await inUse(shop, images[0])).toBe(true);
  });

  test("is passed over while somebody asks for it, and cannot be asked for once it is gone", async () => {
    const { db } = database;
    const { shop, images } = await imagesOfAge(31, 31);
    await decided(db, shop, images, "approved", ada, now);
    await db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT 1 FROM "Image" WHERE shop = ${shop} AND id = ${images[0]} FOR UPDATE`;
      expect(await expire(shop)).toBe(1);
    });
    expect(await expiredOf(shop)).toEqual([images[1]]);
    const request = { placement: "end" as const, person: ada, now };
    await expect(createPublications(db, shop, { imageIds: images, ...request })).rejects.toMatchObject({
      code: "image_file_gone",
    });
    const some = await createPublications(db, shop, { imageIds: images, ...request, skipUnapproved: true });
    expect(some.map(({ imageId }) => imageId)).toEqual([images[0]]);
    expect(await expire(shop)).toBe(0);
  });
});

test("what has expired is in no list and no count, and nobody decides about it", async () => {
  const { db } = database;
  const { shop, images, batchId } = await imagesOfAge(31, 31, 0, 0);
  const [undecided, approved, ...there] = images;
  await decided(db, shop, [approved ?? "", there[1] ?? ""], "approved", ada, now);
  expect(await expire(shop)).toBe(2);
  for (const filter of [{}, { batchId }, { productId: "501" }]) {
    const page = await listImages(db, shop, { ...filter, limit: 10 });
    expect(page.images.map(({ id }) => id).sort()).toEqual(there);
  }
  expect((await listImages(db, shop, { decision: "approved", limit: 10 })).images).toHaveLength(1);
  expect(await waitingForReview(db, shop)).toBe(1);
  expect(await publishableIds(db, shop, { limit: 10 })).toEqual([there[1]]);
  expect((await countsByProduct(db, shop, ["501"])).get("501")).toEqual({
    ...{ undecided: 1, approved: 1, rejected: 0 },
  });
  expect(await batchImageCounts(db, shop, batchId)).toEqual({
    ...{ undecided: 1, publishable: 1, published: 0, expired: 2 },
  });
  const sent = { imageId: undecided, decision: "approved", before: "undecided" } as const;
  expect(await decide(db, shop, ada, [sent], now)).toMatchObject([
    { outcome: "refused", why: "image_file_gone", decision: "undecided" },
  ]);
  expect(await imageById(db, shop, undecided)).toMatchObject({ decision: "undecided" });
});

test("two that expire at once take each image once", async () => {
  const { db } = database;
  const { shop } = await imagesOfAge(...Array.from({ length: 20 }, () => 31));
  await addBatch(db, shop, 1);
  const { objects, removed } = storeThat();
  const counts = await Promise.all([1, 2, 3].map(() => expire(shop, { objects })));
  const left = await expire(shop, { objects });
  expect(counts.reduce((sum, count) => sum + count, left)).toBe(20);
  expect(new Set(removed).size).toBe(removed.length);
});
