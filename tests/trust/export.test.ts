import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveRecipe } from "../../app/generation/change-recipe.server.ts";
import type { BulkWhich } from "../../app/library/bulk.ts";
import { makeRecipe } from "../../app/generation/make-recipe.server.ts";
import { endLeftExports } from "../../app/privacy/leave-exports.server.ts";
import * as exports from "../../app/privacy/request-export.server.ts";
import { sweepExports } from "../../app/privacy/sweep-exports.server.ts";
import type { Uploads } from "../../app/platform/objects/uploads.ts";
import type { QueuedJob } from "../../app/platform/queue/queue.ts";
import { testDatabase, type TestDatabase } from "../database.ts";
import { ada, exportScene, manifestIn } from "./export-scene.ts";

const PART = 10_000;
/** Smaller than a part, larger than two, as large as one, empty. */
const SIZES = [1_000, 25_000, 10_000, 9_000, 0, 4_321, 8_000];

type Job = { shop: string; id: string };
let database: TestDatabase;
let scene: Awaited<ReturnType<typeof exportScene>>;
beforeAll(async () => {
  database = await testDatabase();
  scene = await exportScene(database.db, PART);
});
afterAll(async () => {
  await scene.stop();
  await database.close();
});

const asking = () => ({ ...scene.deps, queue: scene.queue });
const request = async (shop: string, which?: BulkWhich) => ({
  shop,
  id: await exports.requestExport(asking(), shop, ada, which),
});
const stateOf = (job: Job) => database.db.export.findUniqueOrThrow({ where: { shop_id: job } });
const recipeOf = async (shop: string) => {
  const editor = { ...ada, canEditProducts: true, askedAt: new Date() } as const;
  const form = { name: "By the sea", aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: 1 } as const;
  const deps = { db: database.db, clock: scene.deps.clock };
  const request = { formToken: "form", form: { ...form, scene: "On a rock" } };
  const { id } = await makeRecipe(deps, shop, editor, request);
  await saveRecipe(deps, shop, editor, { id, version: 1, form: { ...form, scene: "On a boat" } });
  return id;
};
const killAt = (job: Job, left: number) => {
  const steps = { left };
  const build = scene.build(job, { uploads: dying(scene.deps.uploads, steps) });
  return build.then(
    () => steps.left <= 0,
    () => true,
  );
};
const inBase64 = (bytes: Iterable<Buffer>) => [...bytes].map((one) => one.toString("base64"));
const imagesIn = (contents: Map<string, Buffer>) =>
  inBase64([...contents].filter(([name]) => name.startsWith("images/")).map(([, bytes]) => bytes));

describe("an export of chosen images", () => {
  test.each(["a filter", "their ids"])(
    "by %s holds these, a table about them, and nothing else",
    async (by) => {
      const { shop, bytes } = await scene.shopWith(SIZES);
      const [first = "", , third = "", ...others] = [...bytes.keys()];
      for (const id of [first, third])
        await database.db.image.update({ where: { shop_id: { shop, id } }, data: { decision: "approved" } });
      const which =
        by === "a filter" ? { filter: { decision: "approved" as const } } : { ids: [third, first] };
      const job = await request(shop, which);
      expect((await stateOf(job)).images).toBe(2);
      await scene.build(job);

      const contents = await scene.contents(job);
      const wanted = [first, third].map((id) => bytes.get(id) ?? Buffer.alloc(0));
      expect(imagesIn(contents)).toEqual(inBase64(wanted));
      const tables = [...contents.keys()].filter((name) => !name.startsWith("images/"));
      expect(tables).toEqual(["images.csv", "manifest.json"]);
      const lines = contents.get("images.csv")?.toString().trim().split("\r\n") ?? [];
      expect(lines).toHaveLength(3);
      for (const id of others) expect(contents.get("images.csv")?.toString()).not.toContain(id);
      expect((await stateOf(job)).done).toBe(2);
    },
  );

  test("goes on after a crash where it was", async () => {
    const { shop, bytes } = await scene.shopWith(SIZES);
    const ids = [...bytes.keys()].slice(1);
    const job = await request(shop, { ids });
    for (let left = 1; await killAt(job, left); left += 1) scene.later(3_600_000);
    expect(imagesIn(await scene.contents(job))).toEqual(
      inBase64(ids.map((id) => bytes.get(id) ?? Buffer.alloc(0))),
    );
  });

  test("waits for no other: what is being made is named, and nothing of nothing is made", async () => {
    const { shop } = await scene.shopWith([100]);
    const stranger = await scene.shopWith([100]);
    await expect(request(shop, { ids: [...stranger.bytes.keys()] })).rejects.toMatchObject({
      code: "nothing_chosen",
    });
    await request(shop);
    await expect(request(shop, { filter: {} })).rejects.toMatchObject({ code: "export_busy" });
  });
});

describe("an export", () => {
  test("holds every image and table, each as the manifest says", async () => {
    const { shop, bytes } = await scene.shopWith(SIZES);
    await scene.shopWith([500]);
    const recipe = await recipeOf(shop);
    const wished = { replacesId: "an-image", instruction: "closer, please" };
    await database.db.generation.updateMany({ where: { shop }, data: wished });
    const job = await request(shop);
    await scene.build(job);
    const contents = await scene.contents(job);
    expect(imagesIn(contents)).toEqual(inBase64(bytes.values()));
    expect(JSON.parse(contents.get("recipes.json")?.toString() ?? "")).toMatchObject([
      { recipe, name: "By the sea", version: 1, scene: "On a rock" },
      { recipe, name: "By the sea", version: 2, scene: "On a boat" },
    ]);
    const tables = [...contents.keys()].filter((name) => !name.startsWith("images/"));
    expect(tables).toEqual([
      ...["images.csv", "batches.csv", "recipes.json", "ledger.csv", "audit.json", "manifest.json"],
    ]);
    const [first = ""] = bytes.keys();
    expect([...contents.keys()][0]).toBe(`images/Green bottle (501)/studio ${first}.png`);
    const lines = contents.get("images.csv")?.toString().trim().split("\r\n") ?? [];
    expect(lines).toHaveLength(SIZES.length + 1);
    expect(lines[1]).toContain(`images/Green bottle (501)/studio ${first}.png,${first},`);
    expect(lines.at(-1)).toMatch(/,an-image,"closer, please",$/);
    expect(contents.get("batches.csv")?.toString()).toContain("Scene: a studio.");
    expect(await stateOf(job)).toMatchObject({ state: "ready", done: SIZES.length, uploadId: null });
  });

  test("of an empty shop holds the tables alone", async () => {
    const { shop } = await scene.shopWith([]);
    const job = await request(shop);
    await scene.build(job);
    const contents = await scene.contents(job);
    expect(contents.size).toBe(6);
    const audit: unknown = JSON.parse(contents.get("audit.json")?.toString() ?? "");
    expect(audit).toMatchObject([{ action: "export_begun", personId: ada.id }]);
  });

  test("goes on where it was killed, whichever step that hit", { timeout: 120_000 }, async () => {
    let kills = 0;
    for (let step = 1, isKilled = true; isKilled; step += 1) {
      const { shop, bytes } = await scene.shopWith(SIZES);
      const job = await request(shop);
      isKilled = await killAt(job, step);
      if (isKilled) kills += 1;
      expect((await stateOf(job)).state).toBe(isKilled ? "running" : "ready");
      scene.later(120_000); // its lease runs out
      await scene.build(job);
      expect(await stateOf(job)).toMatchObject({ state: "ready", done: SIZES.length });
      expect(imagesIn(await scene.contents(job)), `step ${step}`).toEqual(inBase64(bytes.values()));
    }
    expect(kills).toBeGreaterThan(12); // begin, each part, finish: before and after
    expect(await scene.s3.uploads()).toEqual([]); // also of the kill before its id was known
  });

  test("an image that was deleted while it was half written is in no directory", async () => {
    const { shop, bytes } = await scene.shopWith([1_000, 25_000, 500]);
    const job = await request(shop);
    await killAt(job, 5); // begun, one part put and recorded, the next one on its way
    const [first, second, third] = bytes.keys();
    await database.db.image.deleteMany({ where: { shop, id: second } });
    scene.later(120_000);
    await scene.build(job);
    const contents = await scene.contents(job);
    const left = [first, third].map((id) => bytes.get(id ?? "") ?? Buffer.alloc(0));
    expect(imagesIn(contents)).toEqual(inBase64(left));
    expect(manifestIn(contents).imagesWithoutFile).toEqual([second]);
  });

  test("leaves out what has expired, and says which files were not in the store", async () => {
    const { shop, bytes } = await scene.shopWith([100, 200, 300]);
    const [first = "", second = ""] = bytes.keys();
    const { image } = database.db;
    await image.update({ where: { shop_id: { shop, id: first } }, data: { expiredAt: new Date() } });
    const { objectKey } = await image.findUniqueOrThrow({ where: { shop_id: { shop, id: second } } });
    await scene.deps.objects.delete([objectKey]);
    const job = await request(shop);
    await scene.build(job);
    const contents = await scene.contents(job);
    expect(imagesIn(contents)).toHaveLength(1);
    expect(manifestIn(contents).imagesWithoutFile).toEqual([second]);
    expect(contents.get("images.csv")?.toString().trim().split("\r\n")).toHaveLength(4);
  });

  test("begins anew when the store has lost what it had", async () => {
    const { shop, bytes } = await scene.shopWith(SIZES);
    const job = await request(shop);
    await killAt(job, 8);
    const { objectKey, uploadId } = await stateOf(job);
    await scene.deps.uploads.abort({ key: objectKey ?? "", uploadId: uploadId ?? "" });
    scene.later(120_000);
    await scene.build(job);
    expect(await stateOf(job)).toMatchObject({ state: "running", done: 0, uploadId: null });
    scene.later(600_000);
    await scene.build(job);
    expect(imagesIn(await scene.contents(job))).toEqual(inBase64(bytes.values()));
  });

  test("lets go of an upload whose parts are not what was put, before it begins another one", async () => {
    const { shop, bytes } = await scene.shopWith([9_000, 9_000, 9_000]);
    const job = await request(shop);
    const { uploads } = scene.deps;
    const late: Uploads = {
      ...uploads,
      // What a worker that had it before sent comes after ours.
      async putPart(upload, number, part, signal) {
        const etag = await uploads.putPart(upload, number, part, signal);
        if (number === 1) await uploads.putPart(upload, number, Buffer.alloc(part.length, 7));
        return etag;
      },
    };
    await scene.build(job, { uploads: late });
    expect(await stateOf(job)).toMatchObject({ state: "running", done: 0, uploadId: null });
    expect(await left(shop)).toEqual({ files: [], uploads: [], parts: 0 });
    scene.later(600_000);
    await scene.build(job);
    expect(imagesIn(await scene.contents(job))).toEqual(inBase64(bytes.values()));
  });

  test("is given up when it never gets any further, and leaves nothing in the store", async () => {
    const { shop } = await scene.shopWith([100]);
    const job = await request(shop);
    const open = await scene.s3.uploads();
    for (let attempt = 0; attempt < 9; attempt += 1) {
      await killAt(job, attempt === 0 ? 3 : 1);
      scene.later(600_000);
    }
    expect(await stateOf(job)).toMatchObject({ state: "failed", failureCode: "interrupted", uploadId: null });
    expect(await scene.s3.uploads()).toEqual(open);
  });
});

describe("of a shop", () => {
  test("one is made at a time; asked again it is the same, also at the same moment", async () => {
    const { shop } = await scene.shopWith([100]);
    const asked = await Promise.all(Array.from({ length: 5 }, () => request(shop)));
    expect(new Set(asked.map(({ id }) => id)).size).toBe(1);
    const job = { shop, id: asked[0]?.id ?? "" };
    await Promise.all([scene.build(job), scene.build(job)]);
    scene.later(1_000);
    const second = await request(shop);
    expect(second.id).not.toBe(job.id);
    await scene.build(second);
    const listed = await exports.listExports(database.db, shop, 5);
    expect(listed).toMatchObject([{ state: "ready" }, { state: "expired" }]);
    const files = (await scene.s3.keys()).filter((key) => key.startsWith(`shops/${shop}/exports/`));
    expect(files).toHaveLength(1);
  });

  test("the file is for those who may edit products, as long as it is there", async () => {
    const { shop } = await scene.shopWith([100]);
    const viewer = { ...ada, canEditProducts: false };
    const refused = { code: "no_product_permission" };
    await expect(exports.requestExport(asking(), shop, viewer)).rejects.toMatchObject(refused);
    const job = await request(shop);
    const download = (of: string, by = ada) => exports.downloadExport(scene.deps, of, by, job.id);
    await expect(download(shop)).rejects.toMatchObject({ code: "export_not_ready" });
    await scene.build(job);
    const address = await download(shop);
    const response = await fetch(address);
    expect(response.headers.get("content-disposition")).toContain(".zip");
    await response.arrayBuffer();
    await expect(download(shop, viewer)).rejects.toMatchObject(refused);
    await expect(download("other.myshopify.com")).rejects.toMatchObject({ code: "not_found" });
    await expect(exports.deleteExport(scene.deps, shop, viewer, job.id)).rejects.toMatchObject(refused);
    await exports.deleteExport(scene.deps, shop, ada, job.id);
    expect((await fetch(address)).status).toBe(404);
    expect((await stateOf(job)).state).toBe("expired");
    await expect(download(shop)).rejects.toMatchObject({ code: "export_not_ready" });
  });

  test("that leaves none is begun or goes on, and what the store has of it goes", async () => {
    const { shop } = await scene.shopWith(SIZES);
    const job = await request(shop);
    await killAt(job, 6);
    await database.db.shop.update({ where: { shop }, data: { uninstalledAt: new Date() } });
    scene.later(120_000);
    const { attempt } = await stateOf(job);
    await scene.build(job);
    expect((await stateOf(job)).attempt).toBe(attempt);
    await expect(request(shop)).rejects.toMatchObject({ code: "shop_gone" });
    await endLeftExports(database.db, shop);
    scene.later(120_000);
    await sweepExports(asking());
    expect(await stateOf(job)).toMatchObject({ state: "failed", uploadId: null });
    expect(await left(shop)).toEqual({ files: [], uploads: [], parts: 0 });
  });

  test("that leaves at any step of its worker's leaves nothing in the store, whatever comes late", async () => {
    for (let step = 1; ; step += 1) {
      const { shop } = await scene.shopWith([9_000, 9_000]);
      const job = await request(shop);
      const steps = { left: step, leave: () => leaves(shop) };
      const isOver = !(await leavingAt(job, steps));
      expect(isOver || (await stateOf(job)).state, `${step}`).toBe(isOver || "failed");
      if (isOver) {
        expect(step).toBeGreaterThan(6);
        return;
      }
      await sweepExports(asking());
      expect((await stateOf(job)).leaseUntil, `${step}`).not.toBeNull(); // a piece may be on its way still
      scene.later(200_000);
      await sweepExports(asking());
      expect(await left(shop), `${step}`).toEqual({ files: [], uploads: [], parts: 0 });
      expect(await stateOf(job)).toMatchObject({ uploadId: null, leaseUntil: null });
    }
  });
});

test("the sweep hands over what waits, and nothing that somebody has", async () => {
  const { shop } = await scene.shopWith([100]);
  const job = await request(shop);
  const handedOver = async () => {
    const jobs: QueuedJob[] = [];
    const queue = { enqueue: async (some: readonly QueuedJob[]) => void jobs.push(...some) };
    await sweepExports({ ...scene.deps, queue });
    return jobs.filter((one) => one.job.id === job.id).length;
  };
  expect(await handedOver()).toBe(1);
  await killAt(job, 1);
  expect(await handedOver()).toBe(0);
  scene.later(120_000);
  expect(await handedOver()).toBe(1);
  await scene.build(job);
  expect(await handedOver()).toBe(0);
});

async function leaves(shop: string): Promise<void> {
  await database.db.shop.update({ where: { shop }, data: { uninstalledAt: new Date() } });
  await endLeftExports(database.db, shop);
}

/** What there is of a shop's exports beside their rows. */
async function left(shop: string) {
  const folder = `shops/${shop}/exports/`;
  return {
    files: (await scene.s3.keys()).filter((key) => key.startsWith(folder)),
    uploads: await scene.deps.uploads.open(folder),
    parts: await database.db.exportPart.count({ where: { shop } }),
  };
}

/** The shop leaves before or after one of the store's calls. False when there were fewer. */
async function leavingAt(job: Job, steps: { left: number; leave: () => Promise<void> }): Promise<boolean> {
  const step = async () => {
    if ((steps.left -= 1) === 0) await steps.leave();
  };
  const around = async <T>(call: () => Promise<T>): Promise<T> => {
    await step();
    const result = await call();
    await step();
    return result;
  };
  const { uploads } = scene.deps;
  const leaving: Uploads = {
    ...uploads,
    begin: (...args) => around(() => uploads.begin(...args)),
    putPart: (...args) => around(() => uploads.putPart(...args)),
    finish: (...args) => around(() => uploads.finish(...args)),
  };
  await scene.build(job, { uploads: leaving });
  return steps.left <= 0;
}

/** Breaks off for good at the chosen step: each call of the store has one before it and one after it. */
function dying(uploads: Uploads, steps: { left: number }): Uploads {
  const around = async <T>(call: () => Promise<T>): Promise<T> => {
    if ((steps.left -= 1) <= 0) throw new Error("killed");
    const result = await call();
    if ((steps.left -= 1) <= 0) throw new Error("killed");
    return result;
  };
  return {
    ...uploads,
    begin: (...args) => around(() => uploads.begin(...args)),
    putPart: (...args) => around(() => uploads.putPart(...args)),
    finish: (...args) => around(() => uploads.finish(...args)),
  };
}
