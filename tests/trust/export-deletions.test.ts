import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteImage } from "../../app/library/delete-image.server.ts";
import { deleteImages } from "../../app/library/delete-images.server.ts";
import { forgetExportsWith } from "../../app/privacy/export-deletions.server.ts";
import { pruneRecords } from "../../app/privacy/prune.server.ts";
import * as exports from "../../app/privacy/request-export.server.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { addBatch, addImage } from "../generation-rows.ts";
import { ada, exportScene } from "./export-scene.ts";

const HOUR = 3_600_000;
const REMOVED = { code: "export_images_deleted" };

type Job = { shop: string; id: string };
let database: TestDatabase;
let scene: Awaited<ReturnType<typeof exportScene>>;
beforeAll(async () => {
  database = await testDatabase();
  scene = await exportScene(database.db, 10_000);
});
afterAll(async () => {
  await scene.stop();
  await database.close();
});

const stateOf = (job: Job) => database.db.export.findUniqueOrThrow({ where: { shop_id: job } });
const deleting = () => ({ ...scene.deps, beforeDeleted: async () => {}, forgetCopies: forgetExportsWith });
const remove = (shop: string, imageId: string) => deleteImage(deleting(), shop, ada, imageId);
const sweep = () =>
  pruneRecords(
    { ...scene.deps, ownerDb: database.ownerDb },
    new Date(scene.deps.clock.now().getTime() + HOUR),
  );

/** A shop with images of these sizes and an export of them, asked for an hour later. */
async function exportOf(sizes: readonly number[]) {
  const { shop, bytes } = await scene.shopWith(sizes);
  scene.later(HOUR);
  const id = await exports.requestExport({ ...scene.deps, queue: scene.queue }, shop, ada);
  return { shop, job: { shop, id }, ids: [...bytes.keys()], bytes };
}

async function goOn(job: Job, uploads: Uploads = scene.deps.uploads) {
  scene.later(HOUR); // leases and pauses are over
  await scene.build(job, { uploads });
}

/** Killed when it has put so many parts. */
async function buildUntil(job: Job, parts: number) {
  let left = parts;
  const putPart: Uploads["putPart"] = async (...part) => {
    if (left === 0) throw new Error("killed");
    left -= 1;
    return scene.deps.uploads.putPart(...part);
  };
  await expect(scene.build(job, { uploads: { ...scene.deps.uploads, putPart } })).rejects.toThrow("killed");
}

async function imagesIn(job: Job): Promise<string[]> {
  const names = [...(await scene.contents(job)).keys()].filter((name) => name.startsWith("images/"));
  return names.map((name) => name.split(" ").at(-1)?.replace(".png", "") ?? "");
}

const oneImage = ({ shop, ids }: { shop: string; ids: string[] }) => remove(shop, ids[0] ?? "");
async function many(shop: string, subject: "batch" | "product") {
  const { batchId, productId } = await database.db.image.findFirstOrThrow({ where: { shop } });
  const asker = { shop, person: ada, now: new Date(Date.now() + 1_000) };
  await deleteImages(deleting(), asker, { subject, subjectId: subject === "batch" ? batchId : productId });
}

test.each([
  ["one image", oneImage],
  ["a batch", ({ shop }: { shop: string }) => many(shop, "batch")],
  ["all of a product", ({ shop }: { shop: string }) => many(shop, "product")],
])("deleting %s takes the finished export that holds it", async (_what, act) => {
  const others = await exportOf([100]);
  const made = await exportOf([100, 200]);
  for (const { job } of [others, made]) await scene.build(job);
  const { objectKey } = await stateOf(made.job);
  await act(made);

  const [listed] = await exports.listExports(database.db, made.shop, 1);
  expect(listed).toMatchObject({ state: "expired", failureCode: REMOVED.code });
  const download = exports.downloadExport(scene.deps, made.shop, ada, made.job.id);
  await expect(download).rejects.toMatchObject(REMOVED);
  await sweep();
  expect(await scene.s3.keys()).not.toContain(objectKey);
  expect(await stateOf(made.job)).toMatchObject({ state: "expired", failureCode: REMOVED.code });
  expect(await stateOf(others.job)).toMatchObject({ state: "ready", failureCode: null });
});

test("an export stays when the image was made after it", async () => {
  const { shop, job } = await exportOf([100]);
  await scene.build(job);
  const rows = { shop, ...(await addBatch(database.db, shop)) };
  const id = await addImage(database.db, rows, rows.ids[0] ?? "");
  const createdAt = new Date(scene.deps.clock.now().getTime() + 1);
  await database.db.image.update({ where: { shop_id: { shop, id } }, data: { createdAt } });
  await remove(shop, id);
  await expect(exports.downloadExport(scene.deps, shop, ada, job.id)).resolves.toContain("http");
});

test("an export that is being made begins anew when what it holds already is deleted", async () => {
  const { shop, job, ids, bytes } = await exportOf([9_000, 9_000, 9_000, 500]);
  await buildUntil(job, 2);
  const [first = "", ...others] = ids;
  await remove(shop, first);
  await goOn(job);
  expect(await stateOf(job)).toMatchObject({ state: "running", done: 0, uploadId: null, deletionMark: null });
  expect(await scene.s3.uploads()).toEqual([]);
  await goOn(job);
  expect(await imagesIn(job)).toEqual(others);
  const file = await scene.deps.objects.get((await stateOf(job)).objectKey ?? "");
  expect(file.includes(bytes.get(first) ?? "")).toBe(false);
  expect(file.includes(bytes.get(others[0] ?? "") ?? "")).toBe(true);
});

test("it goes on where it was when the image is not in it yet", async () => {
  const { shop, job, ids } = await exportOf([9_000, 9_000, 9_000, 500]);
  await buildUntil(job, 1);
  const { uploadId } = await stateOf(job);
  await remove(shop, ids[3] ?? "");
  await goOn(job, { ...scene.deps.uploads, begin: () => Promise.reject(new Error("begun anew")) });
  expect(uploadId).not.toBeNull();
  expect(await imagesIn(job)).toEqual(ids.slice(0, 3));
});

test.each(["before", "after"] as const)(
  "an image deleted just %s the store has put the file together is not in what can be downloaded",
  async (moment) => {
    const { shop, job, ids } = await exportOf([9_000, 9_000, 500]);
    const finish: Uploads["finish"] = async (...whole) => {
      if (moment === "before") await remove(shop, ids[2] ?? "");
      await scene.deps.uploads.finish(...whole);
      if (moment === "after") await remove(shop, ids[2] ?? "");
    };
    await goOn(job, { ...scene.deps.uploads, finish });
    expect(await stateOf(job)).toMatchObject({ state: "running", done: 0, uploadId: null });
    expect((await scene.s3.keys()).filter((key) => key.startsWith(`shops/${shop}/exports/`))).toEqual([]);
    await goOn(job);
    expect(await imagesIn(job)).toEqual(ids.slice(0, 2));
  },
);

test("an image deleted in the very moment that the export becomes ready is not in it", async () => {
  const { shop, job, ids } = await exportOf([9_000, 500]);
  let isWhole = false;
  const finish: Uploads["finish"] = async (...whole) => {
    await scene.deps.uploads.finish(...whole);
    isWhole = true;
  };
  const { db } = database;
  const late: typeof db.$transaction = async (work: never) => {
    if (isWhole) await remove(shop, ids[1] ?? "");
    isWhole = false;
    return db.$transaction(work);
  };
  const lateDb = new Proxy(db, {
    get: (target, name): unknown => (name === "$transaction" ? late : Reflect.get(target, name)),
  });
  await scene.build(job, { db: lateDb, uploads: { ...scene.deps.uploads, finish } });
  expect(await stateOf(job)).toMatchObject({ state: "running", done: 0 });
  await goOn(job);
  expect(await imagesIn(job)).toEqual(ids.slice(0, 1));
});

test("killed when the store has it all, it begins anew if anything was deleted meanwhile", async () => {
  const { shop, job, ids } = await exportOf([9_000, 500]);
  const finish: Uploads["finish"] = async (...whole) => {
    await scene.deps.uploads.finish(...whole);
    throw new Error("killed");
  };
  await expect(goOn(job, { ...scene.deps.uploads, finish })).rejects.toThrow("killed");
  await remove(shop, ids[1] ?? "");
  await goOn(job);
  await goOn(job);
  expect(await imagesIn(job)).toEqual(ids.slice(0, 1));
});

test("after a day of deletions it is given up, and leaves nothing", async () => {
  const { shop, job, ids } = await exportOf([9_000, 9_000, 9_000]);
  await buildUntil(job, 1);
  await remove(shop, ids[0] ?? "");
  scene.later(24 * HOUR);
  await goOn(job);
  expect(await stateOf(job)).toMatchObject({ state: "failed", failureCode: REMOVED.code });
  expect(await scene.s3.uploads()).toEqual([]);
  expect(await database.db.exportPart.count({ where: { shop } })).toBe(0);
});
