import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, seedBatch } from "../../tests/generation-rows.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { expireImages } from "./expire-images.server.ts";
import { countGoing, countMissed, firstGoing, keepGoing } from "./going-images.server.ts";
import { daysBefore } from "./image-days.ts";
import { countKept, keepImages, newestKept } from "./keep-images.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const person = { id: "7", name: "Ada", locale: "en", canEditProducts: true };
const days = { unpublished: 30, rejected: 14 };
const objects = { delete: async () => {} } as Partial<ObjectStore> as ObjectStore;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

type Seed = { age: number; rejectedFor?: number; isKept?: boolean };

async function seed(...images: Seed[]) {
  const { db } = database;
  const rows = await seedBatch(db, images.length);
  const ids: string[] = [];
  for (const [n, { age, rejectedFor, isKept }] of images.entries()) {
    const id = await addImage(db, rows, rows.ids[n] ?? "");
    const rejected = rejectedFor !== undefined && {
      decision: "rejected",
      decidedAt: daysBefore(now, rejectedFor),
    };
    await db.image.updateMany({
      where: { id },
      data: { unusedSince: daysBefore(now, age), pinnedAt: isKept ? now : null, ...rejected },
    });
    ids.push(id);
  }
  return { ...rows, images: ids as [string, ...string[]] };
}

const within = (from: number, to: number) => ({
  ...(from > 0 && { from: daysBefore(now, -from) }),
  to: daysBefore(now, -to),
});
const week = Array.from({ length: 7 }, (_, n) => within(n, n + 1));

describe("what will go", () => {
  test("is told by the day, by whichever window is over first", async () => {
    const { db } = database;
    const { shop, images } = await seed(
      { age: 29.5 }, // within a day
      { age: 45 }, // overdue: within a day
      { age: 27.5 }, // the third day
      { age: 20, rejectedFor: 11.5 }, // the third day, as rejected
      { age: 29.9, rejectedFor: 1 }, // within a day, by its age
      { age: 29.5, isKept: true },
      { age: 3 },
    );
    expect(await countGoing(db, shop, days, week)).toEqual([3, 0, 2, 0, 0, 0, 0]);
    expect(await firstGoing(db, shop, days, { ...within(0, 1), limit: 2 })).toEqual([images[1], images[4]]);
    expect(await firstGoing(db, shop, days, { ...within(2, 3), limit: 9 })).toEqual([images[2], images[3]]);
    expect(await countMissed(db, shop, { days, to: daysBefore(now, -3), most: 10 })).toBe(3);
  });

  test("is what expires, day by day", async () => {
    const { db } = database;
    const random = sequence(7);
    const { shop } = await seed(
      ...Array.from({ length: 60 }, () => ({
        age: 20 + random() * 12,
        rejectedFor: random() < 0.5 ? 5 + random() * 10 : undefined,
        isKept: random() < 0.1,
      })),
    );
    const told = await countGoing(db, shop, days, week);
    const gone: number[] = [];
    for (const { to } of week) {
      gone.push(await expireImages({ db, objects }, shop, { days, now: to, limit: 100 }));
    }
    expect(gone).toEqual(told);
  });

  test("can be kept all at once", async () => {
    const { db } = database;
    const { shop, images } = await seed({ age: 29.5 }, { age: 20, rejectedFor: 13.5 }, { age: 27.5 });
    const stranger = await seed({ age: 29.5 });
    expect(await keepGoing(db, shop, { days, person, now, ...within(0, 1) })).toBe(2);
    expect((await newestKept(db, shop, 10)).sort()).toEqual(images.slice(0, 2));
    expect(await countGoing(db, shop, days, week)).toEqual([0, 0, 1, 0, 0, 0, 0]);
    expect(await countKept(db, stranger.shop)).toBe(0);
  });
});

describe("keeping", () => {
  test("holds for good; when it ends, the window begins anew", async () => {
    const { db } = database;
    const { shop, images } = await seed({ age: 29 }, { age: 29 });
    await keepImages(db, shop, [images[0]], { isKept: true, person, now });
    const later = daysBefore(now, -100);
    expect(await expireImages({ db, objects }, shop, { days, now: later, limit: 10 })).toBe(1);
    await keepImages(db, shop, [images[0]], { isKept: false, person, now: later });
    expect(await expireImages({ db, objects }, shop, { days, now: daysBefore(later, -29), limit: 10 })).toBe(
      0,
    );
    expect(await expireImages({ db, objects }, shop, { days, now: daysBefore(later, -31), limit: 10 })).toBe(
      1,
    );
    await expect(keepImages(db, shop, [images[0]], { isKept: true, person, now })).rejects.toMatchObject({
      code: "image_file_gone",
    });
  });

  test("an image that was never kept does not get more time by being let go", async () => {
    const { db } = database;
    const { shop, images } = await seed({ age: 29 });
    await keepImages(db, shop, images, { isKept: false, person, now });
    expect(await expireImages({ db, objects }, shop, { days, now: daysBefore(now, -2), limit: 10 })).toBe(1);
  });

  test("ends for a rejected image with its full window too, told as it happens", async () => {
    const { db } = database;
    const { shop, images } = await seed(
      { age: 25, rejectedFor: 20, isKept: true },
      { age: 25, rejectedFor: 20 },
    );
    await keepImages(db, shop, [images[0]], { isKept: false, person, now });
    const expired = (after: number) =>
      expireImages({ db, objects }, shop, { days, now: daysBefore(now, -after), limit: 10 });
    expect(await expired(0.01)).toBe(1); // the other one
    const fortnight = Array.from({ length: 15 }, (_, n) => within(n, n + 1));
    expect(await countGoing(db, shop, days, fortnight)).toEqual([...Array<number>(14).fill(0), 1]);
    expect(await firstGoing(db, shop, days, { ...within(14, 15), limit: 9 })).toEqual([images[0]]);
    expect(await expired(13.9)).toBe(0);
    expect(await expired(14.1)).toBe(1);
  });

  test("can be begun by anybody, and ended by those who may edit products", async () => {
    const { db } = database;
    const { shop, images } = await seed({ age: 1 });
    const viewer = { ...person, canEditProducts: false };
    await keepImages(db, shop, images, { isKept: true, person: viewer, now });
    const end = { isKept: false, person: viewer, now };
    const refused = { code: "no_product_permission" };
    await expect(keepImages(db, shop, images, end)).rejects.toMatchObject(refused);
    expect(await countKept(db, shop)).toBe(1);
  });

  test("another shop's image is not found", async () => {
    const { images } = await seed({ age: 1 });
    const other = await seed({ age: 1 });
    await expect(
      keepImages(database.db, other.shop, images, { isKept: true, person, now }),
    ).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

/** The same numbers each time. */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}
