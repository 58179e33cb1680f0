import { randomUUID } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { createS3ObjectStore } from "../../app/platform/objects/s3-object-store.server.ts";
import { adoptStore, createStoreMark } from "../../app/platform/objects/store-mark.server.ts";
import { reconcile } from "../../app/privacy/reconcile.server.ts";
import { startS3, type LocalS3 } from "../../sandbox/s3/server.ts";
import { allOf } from "../all-of.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { addImage, seedBatch, type Rows } from "../generation-rows.ts";

const keys = { accessKeyId: "packshot", secretAccessKey: "a secret of forty characters, at the least" };
const DAY_MS = 86_400_000;
/** Everything was put long before. */
const tomorrow = () => new Date(Date.now() + 2 * DAY_MS);

let s3: LocalS3;
const open: TestDatabase[] = [];
let database: TestDatabase;
let objects: ObjectStore;
let picture: Buffer;
beforeAll(async () => {
  s3 = await startS3({ ...keys, bucket: "images" });
  const blank = { width: 8, height: 8, channels: 3, background: "teal" } as const;
  picture = await sharp({ create: blank }).png().toBuffer();
});
beforeEach(async () => {
  database = await testDatabase();
  open.push(database);
  const { endpoint, bucket } = s3;
  objects = createS3ObjectStore({ endpoint, bucket, region: "auto", ...keys }, { now: () => new Date() });
  for await (const page of objects.list("shops/")) await objects.delete(page.map(({ key }) => key));
  await adoptStore({ db: database.db, objects });
});
afterAll(async () => {
  await Promise.all(open.map((one) => one.close()));
  await s3.stop();
});

const put = (key: string) => objects.put(key, picture, { contentType: "image/png" });
const run = (isFixing: boolean, now = tomorrow(), { isForced = false, store = objects } = {}) => {
  const { db } = database;
  const storeMark = createStoreMark({ db, objects });
  return reconcile({ db, objects: store, storeMark, now, isFixing, isForced });
};
const inStore = async (prefix: string) => (await allOf(objects.list(prefix))).map(({ key }) => key);

/** A shop whose images lie in the store as their rows say. */
async function shopWithImages(count: number): Promise<Rows & { images: string[]; files: string[] }> {
  const rows = await seedBatch(database.db, count);
  const images: string[] = [];
  for (const id of rows.ids) images.push(await addImage(database.db, rows, id));
  await database.db.storedObject.updateMany({ data: { createdAt: new Date(Date.now() - DAY_MS) } });
  const stored = await database.db.storedObject.findMany({ where: { shop: rows.shop } });
  const files = stored.map(({ key }) => key).sort();
  await Promise.all(files.map(put));
  return { ...rows, images, files };
}

const CLEAN = {
  ...{ young: 0, orphans: 0, unrecorded: 0, missing: 0, missingThumbnails: 0, undecodable: 0, empty: 0 },
  ...{ missingExports: 0, mended: 0 },
};

test("where all is in order nothing is found", async () => {
  await shopWithImages(3);
  await shopWithImages(2);
  expect(await run(true)).toEqual({ ...CLEAN, shops: 2, objects: 10, rows: 10 });
});

test("files without rows are found wherever they lie, left alone while they are young, and removed when asked to", async () => {
  const one = await shopWithImages(2);
  const other = await shopWithImages(1);
  const planted = [
    `shops/${one.shop}/images/${one.ids[0]}/2-lost.png`, // an attempt's that lost
    `shops/${one.shop}/images/${randomUUID()}/1-lost.png`,
    `shops/${one.shop}/images/zzz/1-lost.png`, // after all of its rows
    `shops/${other.shop}/images/000/1-lost.png`, // before all of them
    `shops/${other.shop}/exports/lost.zip`,
    "shops/long-gone.myshopify.com/images/1/1-a.png",
    "shops/long-gone.myshopify.com/exports/1/2.zip",
  ];
  await Promise.all(planted.map(put));
  await put("erasures/somebody/1.json");

  expect(await run(true, new Date())).toMatchObject({ young: planted.length, orphans: 0, mended: 0 });
  expect(await run(false)).toMatchObject({ orphans: planted.length, mended: 0 });
  expect(await inStore("shops/")).toHaveLength(6 + planted.length);
  expect(await run(true)).toMatchObject({ orphans: planted.length, mended: planted.length });
  expect(await inStore("shops/")).toEqual([...one.files, ...other.files].sort());
  expect(await inStore("erasures/")).toHaveLength(1);
  expect(await run(false)).toMatchObject(CLEAN);
});

test("rows without files: the image expires, a thumbnail is made again, what names nothing goes", async () => {
  const { db } = database;
  const { shop, ids, images } = await shopWithImages(4);
  const other = await shopWithImages(1);
  const keyOf = (n: number, ending: string) => `shops/${shop}/images/${ids[n]}/1-a.${ending}`;
  await objects.delete([keyOf(0, "png"), keyOf(1, "webp"), keyOf(2, "png"), keyOf(2, "webp")]);
  const nothing = { shop, generationId: ids[3] ?? "", attempt: 9, state: "kept" };
  const createdAt = new Date(Date.now() - DAY_MS);
  await db.storedObject.create({ data: { ...nothing, key: keyOf(3, "gif"), createdAt } });

  const told = { missing: 2, missingThumbnails: 2, empty: 1, orphans: 0 };
  expect(await run(false)).toMatchObject({ ...told, mended: 0 });
  expect(await db.image.count({ where: { expiredAt: { not: null } } })).toBe(0);
  await run(true);
  const expired = await db.image.findMany({ where: { expiredAt: { not: null } }, orderBy: { id: "asc" } });
  expect(expired.map(({ id }) => id)).toEqual([images[0], images[2]]);
  expect((await sharp(await objects.get(keyOf(1, "webp"))).metadata()).format).toBe("webp");
  expect((await inStore(`shops/${shop}/`)).length).toBe(4);
  expect(await inStore(`shops/${other.shop}/`)).toEqual(other.files);
  expect(await run(false)).toMatchObject(CLEAN);
});

test("a file that its image names stays, though no row does: it is noted again", async () => {
  const { db } = database;
  const { shop, files } = await shopWithImages(1);
  await db.storedObject.deleteMany({ where: { shop } });
  expect(await run(true)).toMatchObject({ orphans: 0, unrecorded: 2, mended: 2 });
  expect(await inStore(`shops/${shop}/`)).toEqual(files);
  expect(await db.storedObject.count({ where: { shop, state: "kept" } })).toBe(2);
});

test("an export whose file is gone says so", async () => {
  const { db } = database;
  const { shop } = await shopWithImages(1);
  const ready = { shop, state: "ready", personId: "7", personName: "Ada" };
  const there = `shops/${shop}/exports/there.zip`;
  await put(there);
  await db.export.create({ data: { ...ready, objectKey: there } });
  await db.export.create({ data: { ...ready, objectKey: `shops/${shop}/exports/gone.zip` } });
  expect(await run(true)).toMatchObject({ orphans: 0, missingExports: 1, mended: 1 });
  expect(await db.export.findMany({ orderBy: { id: "asc" } })).toMatchObject([
    { state: "ready" },
    { state: "failed", failureCode: "export_gone" },
  ]);
});

test("an export that becomes ready while it is looked at stays, and one that failed has no file", async () => {
  const { db } = database;
  const { shop } = await shopWithImages(1);
  const by = { shop, personId: "7", personName: "Ada" };
  const keyOf = (name: string) => `shops/${shop}/exports/${name}.zip`;
  const data = { ...by, state: "running", objectKey: keyOf("new"), uploadId: "u", leaseToken: "t" };
  const { id } = await db.export.create({ data });
  await db.export.create({ data: { ...by, state: "failed", objectKey: keyOf("failed") } });
  await put(keyOf("failed"));
  const store: ObjectStore = {
    ...objects,
    async *list(prefix) {
      yield* objects.list(prefix);
      if (!prefix.endsWith("/exports/")) return;
      await put(keyOf("new")); // its worker finishes it at this moment
      await db.export.updateMany({ where: { shop, id }, data: { state: "ready", uploadId: null } });
    },
  };
  expect(await run(true, tomorrow(), { store })).toMatchObject({ orphans: 1, missingExports: 0, mended: 1 });
  expect(await db.export.findFirst({ where: { id } })).toMatchObject({ state: "ready" });
  expect(await inStore(`shops/${shop}/exports/`)).toEqual([keyOf("new")]);
});

test("an original that does not decode ends nothing: the shops after it are mended", async () => {
  const [one, other] = await Promise.all([shopWithImages(1), shopWithImages(1)]);
  const [first, second] = one.shop < other.shop ? [one, other] : [other, one];
  const keyIn = ({ shop, ids }: Rows, ending: string) => `shops/${shop}/images/${ids[0]}/1-a.${ending}`;
  await objects.put(keyIn(first, "png"), Buffer.from("no picture"), { contentType: "image/png" });
  await objects.delete([first, second].map((rows) => keyIn(rows, "webp")));
  const told = { shops: 2, missingThumbnails: 2, undecodable: 1, mended: 1 };
  expect(await run(true)).toMatchObject(told);
  expect(await inStore(`shops/${second.shop}/`)).toEqual(second.files);
  expect(await run(true)).toMatchObject({ missingThumbnails: 1, undecodable: 1, mended: 0 });
});

test("an image that was deleted after the backup that was put back keeps no word, name or address", async () => {
  const { db } = database;
  const { shop, images, files } = await shopWithImages(3);
  const words = { altText: "A green bottle", photoAlt: "Our bottle", photoUrl: "https://cdn.example/1" };
  const decided = { decision: "approved", decidedById: "7", decidedByName: "Ada", promptHash: "f00" };
  await db.image.updateMany({ data: { ...words, ...decided } });
  await db.image.updateMany({ where: { id: images[1] }, data: { unusedSince: null } }); // on its product
  await objects.delete(files.slice(0, 4));
  await run(true);
  const rows = await db.image.findMany({ where: { shop }, orderBy: { id: "asc" } });
  const said = rows.map(({ expiredAt, ...row }) => ({
    isExpired: expiredAt !== null,
    has: ["Ada", "bottle", "cdn.example", "f00"].filter((word) => JSON.stringify(row).includes(word)),
  }));
  expect(said).toEqual([
    { isExpired: true, has: [] },
    { isExpired: true, has: ["Ada", "bottle", "cdn.example", "f00"] },
    { isExpired: false, has: ["Ada", "bottle", "cdn.example", "f00"] },
  ]);
});

test("where more than a few per cent do not fit, nothing is mended before somebody insists", async () => {
  const { db } = database;
  const shops = await Promise.all([1, 2, 3].map(() => shopWithImages(5)));
  await db.image.updateMany({ data: { pinnedAt: new Date() } });
  await objects.delete(shops.flatMap(({ files }) => files));
  const refused = { code: "too_much_to_mend", data: { reason: "30 of 30 rows miss their file" } };
  await expect(run(true)).rejects.toMatchObject(refused);
  expect(await db.image.count({ where: { expiredAt: null } })).toBe(15);
  expect(await run(false)).toMatchObject({ missing: 15, missingThumbnails: 15 });
  expect(await run(true, tomorrow(), { isForced: true })).toMatchObject({ missing: 15 });
  expect(await db.image.count({ where: { expiredAt: null } })).toBe(0);
});

test("a database without shops, or with a few of them, takes nobody's files", async () => {
  const planted = (n: number) => `shops/${n % 3}.myshopify.com/images/${n}/1-a.png`;
  await Promise.all([0, 1, 2].map((n) => put(planted(n))));
  const reason = "the database has no shop";
  await expect(run(true)).rejects.toMatchObject({ code: "too_much_to_mend", data: { reason } });
  const { files } = await shopWithImages(1);
  await Promise.all(Array.from({ length: 25 }, (_, n) => put(planted(n))));
  const half = { reason: "25 of 27 files are named by no row" };
  await expect(run(true)).rejects.toMatchObject({ code: "too_much_to_mend", data: half });
  expect(await inStore("shops/")).toHaveLength(27);
  await run(true, tomorrow(), { isForced: true });
  expect(await inStore("shops/")).toEqual(files);
});

test("another database's store is not compared at all", async () => {
  const other = await testDatabase();
  open.push(other);
  await adoptStore({ db: other.db, objects });
  const { shop, files } = await shopWithImages(1);
  await objects.delete(files);
  await expect(run(true)).rejects.toMatchObject({ code: "store_not_ours" });
  expect(await database.db.image.count({ where: { shop, expiredAt: null } })).toBe(1);
});

test("thousands of files and rows of one shop are compared page by page", async () => {
  const { db } = database;
  const { shop, batchId, ids } = await shopWithImages(1);
  const many = Array.from({ length: 1_200 }, (_, n) => ({
    id: `0190${String(n).padStart(4, "0")}-0000-7000-8000-000000000000`,
    key: "",
  }));
  for (const one of many) one.key = `shops/${shop}/images/${one.id}/1-a.png`;
  await db.generation.createMany({
    data: many.map(({ id }, n) => ({
      ...{ shop, id, batchId, ordinal: n + 1, productId: "501", productTitle: "" },
      ...{ photoId: "9000", photoAlt: "", photoUrl: "", state: "failed" },
    })),
  });
  const createdAt = new Date(Date.now() - DAY_MS);
  await db.storedObject.createMany({
    data: many.map(({ id, key }) => ({
      shop,
      key,
      generationId: id,
      attempt: 1,
      state: "pending",
      createdAt,
    })),
  });
  const some = many.filter((_, n) => n % 2 === 0);
  for (let start = 0; start < some.length; start += 50) {
    await Promise.all(some.slice(start, start + 50).map(({ key }) => put(key)));
  }
  const strays = [5, 1_010, 1_199].map((n) => `${many[n]?.key}-stray`);
  await Promise.all(strays.map(put));
  const compared = { objects: 2 + some.length + strays.length, rows: 2 + many.length };
  expect(await run(true)).toMatchObject({ ...compared, orphans: 3, missing: 0, empty: 0, mended: 3 });
  expect(ids).toHaveLength(1);
});
