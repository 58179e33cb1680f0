import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { decided } from "../../tests/decided.ts";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { addImage, addPublication, seedBatch, type Rows } from "../../tests/generation-rows.ts";
import { PackshotError } from "../platform/errors.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { setAltText } from "./set-alt-text.server.ts";
import { deleteImage } from "./delete-image.server.ts";
import {
  countsByProduct,
  imageById,
  listImages,
  newestPublishableIds,
  publishableIds,
  waitingForReview,
} from "./image-store.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const ada = { id: "7", name: "Ada", locale: "en", canEditProducts: true };

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

async function seedImages(
  count: number,
  productId?: string,
): Promise<Rows & { images: [string, ...string[]] }> {
  const rows = await seedBatch(database.db, count);
  const images: string[] = [];
  for (const id of rows.ids) images.push(await addImage(database.db, rows, id, productId));
  return { ...rows, images: images as [string, ...string[]] };
}

describe("reading", () => {
  test("pages newest first, within the shop, by batch, product and decision", async () => {
    const { shop, batchId, images } = await seedImages(5);
    await seedImages(2);
    const newestFirst = images.toReversed();
    const first = await listImages(database.db, shop, { limit: 3 });
    expect(first.images.map(({ id }) => id)).toEqual(newestFirst.slice(0, 3));
    const rest = await listImages(database.db, shop, { limit: 3, cursor: first.next ?? "" });
    expect(rest.images.map(({ id }) => id)).toEqual(newestFirst.slice(3));
    expect(rest.next).toBeNull();

    await decided(database.db, shop, [images[0]], "approved", ada, now);
    const count = async (filter: object) =>
      (await listImages(database.db, shop, { limit: 9, ...filter })).images.length;
    expect(await count({ decision: "approved" })).toBe(1);
    expect(await count({ batchId, productId: "501" })).toBe(5);
    expect(await count({ productId: "502" })).toBe(0);
    expect(await waitingForReview(database.db, shop)).toBe(4);
  });

  test("counts by product for the marks in the catalogue", async () => {
    const { shop, images } = await seedImages(3, "611");
    await seedImages(1, "611");
    await decided(database.db, shop, [images[0]], "approved", ada, now);
    const counts = await countsByProduct(database.db, shop, ["611", "612"]);
    expect([...counts]).toEqual([["611", { undecided: 2, approved: 1, rejected: 0 }]]);
  });

  test("a stranger sees nothing", async () => {
    const { images } = await seedImages(1);
    const stranger = await seedBatch(database.db);
    expect(await imageById(database.db, stranger.shop, images[0])).toBeNull();
    await expect(setAltText(database.db, stranger.shop, ada, images[0], "Mine")).rejects.toMatchObject({
      code: "not_found",
    });
  });
});

test("the alt text can be edited", async () => {
  const { shop, images } = await seedImages(1);
  await setAltText(database.db, shop, ada, images[0], "  A bottle on a beach ");
  expect(await imageById(database.db, shop, images[0])).toMatchObject({ altText: "A bottle on a beach" });
});

describe("delete", () => {
  const storing = (remove: ObjectStore["delete"]) => ({
    db: database.db,
    objects: { delete: remove } as ObjectStore,
    beforeDeleted: async () => {},
    forgetCopies: async () => {},
  });

  test("takes the image, its files and their rows", async () => {
    const { shop, images } = await seedImages(2);
    const image = await imageById(database.db, shop, images[0]);
    const removed: string[] = [];
    await deleteImage(
      storing(async (keys) => void removed.push(...keys)),
      shop,
      ada,
      images[0],
    );
    expect(removed.sort()).toEqual([image?.objectKey, image?.thumbnailKey].sort());
    expect(await imageById(database.db, shop, images[0])).toBeNull();
    expect(await database.db.storedObject.count({ where: { shop } })).toBe(2);
  });

  test("with the store away the image is gone, and its files are doomed", async () => {
    const { shop, images } = await seedImages(1);
    const away = storing(() => Promise.reject(new PackshotError("store_unavailable")));
    await expect(deleteImage(away, shop, ada, images[0])).rejects.toMatchObject({
      code: "store_unavailable",
    });
    expect(await imageById(database.db, shop, images[0])).toBeNull();
    expect(await database.db.storedObject.count({ where: { shop, state: "doomed" } })).toBe(2);
  });

  test("stays when what has to be done before it fails", async () => {
    const { shop, images } = await seedImages(1);
    const never = storing(() => Promise.reject(new Error("deleted")));
    const fails = { ...never, beforeDeleted: () => Promise.reject(new Error("not now")) };
    await expect(deleteImage(fails, shop, ada, images[0])).rejects.toThrow("not now");
    expect(await imageById(database.db, shop, images[0])).not.toBeNull();
  });

  test("not while it is on its product, and not by a stranger", async () => {
    const { shop, images } = await seedImages(1);
    const stranger = await seedBatch(database.db);
    const never = storing(() => Promise.reject(new Error("deleted")));
    await expect(deleteImage(never, stranger.shop, ada, images[0])).rejects.toMatchObject({
      code: "not_found",
    });
    await addPublication(database.db, shop, images[0], "live");
    await expect(deleteImage(never, shop, ada, images[0])).rejects.toMatchObject({ code: "decision_locked" });
    expect(await imageById(database.db, shop, images[0])).not.toBeNull();
  });
});

test("what may be published is found behind any number of images that are on their products", async () => {
  const { shop, images } = await seedImages(5);
  await decided(database.db, shop, images, "approved", ada, now);
  const [oldest, restored, failed, ...onProduct] = images;
  for (const id of onProduct) await addPublication(database.db, shop, id, "live");
  await addPublication(database.db, shop, restored ?? "", "restored");
  await addPublication(database.db, shop, failed ?? "", "failed");
  const found = await publishableIds(database.db, shop, { limit: 3 });
  expect(found).toEqual([failed, restored, oldest]);
  expect(await newestPublishableIds(database.db, shop, { limit: 3 })).toEqual(found); // few: all are the newest
  expect(await publishableIds(database.db, shop, { limit: 3, productId: "999" })).toEqual([]);
});
