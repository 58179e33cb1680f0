import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createHash } from "node:crypto";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createPhotoFetcher } from "../app/generation/fetch-photo.server.ts";
import { createGeminiModel } from "../app/generation/gemini.server.ts";
import { generateImage, type GenerateImageDeps } from "../app/generation/generate-image.handler.server.ts";
import type { ImageModel } from "../app/generation/image-model.ts";
import { liftStop, modelStop, stopModel } from "../app/generation/model-stops.server.ts";
import { createMemoryLimits } from "../app/platform/limits/memory-limits.ts";
import { createMetrics } from "../app/platform/metrics/metrics.server.ts";
import { createModelGateway } from "../app/generation/model-gateway.server.ts";
import { createRequestOutside } from "../app/platform/outgoing/request-outside.server.ts";
import { parseMediaHost } from "../app/generation/media-hosts.ts";
import { createStages } from "../app/generation/stages.server.ts";
import { PackshotError } from "../app/platform/errors.ts";
import { createLogger } from "../app/platform/logger.server.ts";
import { createS3ObjectStore } from "../app/platform/objects/s3-object-store.server.ts";
import type { Failure } from "../sandbox/gemini/behaviour.ts";
import { startGemini, type LocalGemini } from "../sandbox/gemini/server.ts";
import { startS3, type LocalS3 } from "../sandbox/s3/server.ts";
import { testDatabase, type TestDatabase } from "./database.ts";
import { seedBatch, type Rows } from "./generation-rows.ts";

const keys = { accessKeyId: "packshot", secretAccessKey: "a secret of forty characters, at the least" };
const now = new Date("2026-11-20T12:00:00.000Z");

let database: TestDatabase;
let gemini: LocalGemini;
let s3: LocalS3;
let photos: Server;
let photoUrl: string;
let rows: Rows;
let id: string;

beforeAll(async () => {
  const bottle = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><rect width="900" height="900"
    fill="#e9e4dc"/><rect x="330" y="250" width="240" height="520" rx="40" fill="#2a6f4e"/></svg>`;
  const jpeg = await sharp(Buffer.from(bottle)).jpeg().toBuffer();
  photos = createServer((_, response) => response.end(jpeg)).listen(0, "127.0.0.1");
  await once(photos, "listening");
  photoUrl = `http://127.0.0.1:${(photos.address() as AddressInfo).port}/bottle.jpg`;
  database = await testDatabase();
  gemini = await startGemini({ latencyMs: 0 });
  s3 = await startS3({ ...keys, bucket: "images" });
});
afterAll(async () => {
  photos.closeAllConnections();
  photos.close();
  await Promise.all([gemini.stop(), s3.stop(), database.close()]);
});
beforeEach(async () => {
  gemini.setBehaviour({});
  s3.setFaults({});
  rows = await seedBatch(database.db);
  id = rows.ids[0] ?? "";
});

function objectStore() {
  const { endpoint, bucket } = s3;
  return createS3ObjectStore({ endpoint, bucket, region: "auto", ...keys }, { now: () => now });
}

function gatewayOf(model: ImageModel) {
  const log = createLogger("silent");
  return createModelGateway({
    ...{ model, log, clock: { now: () => now }, random: () => 0, metrics: createMetrics() },
    limits: createMemoryLimits(
      { name: "any", perMinute: 60_000, atOnce: 8 },
      { clock: { now: () => now }, log },
    ),
    stop: (stop) => stopModel(database.db, stop),
  });
}

function generate(
  change: Partial<GenerateImageDeps> = {},
  stopping = new AbortController().signal,
): Promise<void> {
  const clock = { now: () => now };
  const server = { apiKey: "any", apiVersion: "v1", baseUrl: gemini.origin, timeoutMs: 60_000 };
  const deps: GenerateImageDeps = {
    db: database.db,
    photoUrl: async () => photoUrl,
    fetchPhoto: createPhotoFetcher({
      request: createRequestOutside(),
      mediaHosts: [parseMediaHost(new URL(photoUrl).origin)],
    }),
    model: gatewayOf(createGeminiModel({ model: "gemini-nano-banana-2.1", ...server }, clock)),
    dayLimits: { calls: null, micros: null },
    objects: objectStore(),
    ...{
      clock,
      random: () => 0,
      log: createLogger("silent"),
      metrics: createMetrics(),
      leaseMs: 60_000,
      stages: createStages(),
    },
  };
  return generateImage({ ...deps, ...change }, { shop: rows.shop, id }, stopping);
}

function generation() {
  const where = { shop_id: { shop: rows.shop, id } };
  return database.db.generation.findUniqueOrThrow({ where, include: { image: true, objects: true } });
}

test("a photo becomes an image in the library, with its thumbnail", async () => {
  await generate();
  const { image, objects, ...row } = await generation();
  expect(row).toMatchObject({
    state: "done",
    attempt: 1,
    modelCalls: 1,
    paidMicros: 33_600n,
    failureCode: null,
  });
  if (!image) throw new Error("no image");
  expect(image).toMatchObject({
    ...{ mimeType: "image/jpeg", width: 1024, height: 1024, ratioDiffers: false, decision: "undecided" },
    ...{ recipeKey: "studio", recipeVersion: 1, model: "gemini-nano-banana-2.1" },
    altText: "Green bottle: A bottle (studio)",
  });
  expect(image.objectKey).toMatch(new RegExp(`^shops/${rows.shop}/images/${id}/1-[\\w-]{12}\\.jpg$`));
  expect(objects.map(({ key, state }) => `${state} ${key}`).sort()).toEqual(
    [`kept ${image.objectKey}`, `kept ${image.thumbnailKey}`].sort(),
  );

  const original = await objectStore().get(image.objectKey);
  expect(createHash("sha256").update(original).digest("hex")).toBe(image.sha256);
  expect(original).toHaveLength(image.bytes);
  const thumbnail = await sharp(await objectStore().get(image.thumbnailKey)).metadata();
  expect(thumbnail).toMatchObject({ format: "webp", width: 512, height: 512, space: "srgb" });
  const batch = await database.db.batch.findFirstOrThrow({ where: { shop: rows.shop } });
  expect(batch.state).toBe("done");
});

test.each([
  [
    "what the person reads who asked for it",
    { personLocale: "de-AT" },
    null,
    "Green bottle: A bottle (Studio)",
  ],
  ["what the shop chose, whoever asked", { personLocale: "de-AT" }, "fr", "Green bottle: A bottle (studio)"],
])("its alt text is in %s", async (_, person, language, altText) => {
  const { db } = database;
  const session = { id: `${rows.shop}_7`, shop: rows.shop, isOnline: true, state: "", personId: "7" };
  await db.session.create({ data: { ...session, ...person } });
  await db.shop.update({ where: { shop: rows.shop }, data: { language } });
  await generate();
  expect((await generation()).image).toMatchObject({ altText });
});

test("the image names the model that made it, also when the batch began with another", async () => {
  await database.db.batch.updateMany({ where: { shop: rows.shop }, data: { model: "gemini-retired" } });
  await generate();
  expect((await generation()).image).toMatchObject({ model: "gemini-nano-banana-2.1" });
});

test("delivered many times, at once and again, it is made and paid for once", async () => {
  const calls = gemini.calls().count;
  await Promise.all([generate(), generate(), generate()]);
  await generate();
  expect(gemini.calls().count - calls).toBe(1);
  expect(await database.db.image.count({ where: { shop: rows.shop } })).toBe(1);
});

describe("when the model", () => {
  test("is at its limit of a minute, it waits as long as the model said, and costs nothing", async () => {
    gemini.setBehaviour({ next: [{ fail: "429_minute", retryDelay: "0.4s" }] });
    const startedAt = performance.now();
    await generate();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(400);
    expect(await generation()).toMatchObject({
      state: "done",
      attempt: 1,
      modelCalls: 1,
      paidMicros: 33_600n,
    });
  });

  test("is overloaded, it is tried again later, and costs nothing", async () => {
    gemini.setBehaviour({ next: [{ fail: "503" }] });
    await generate();
    expect(await generation()).toMatchObject({
      ...{
        state: "queued",
        attempt: 1,
        failureCode: "model_busy",
        modelCalls: 0,
        paidMicros: 0n,
        image: null,
      },
      runAfter: now,
    });
  });

  test("refuses, it has failed, and the batch is over", async () => {
    gemini.setBehaviour({ next: [{ fail: "finish_IMAGE_SAFETY" }] });
    await generate();
    expect(await generation()).toMatchObject({
      state: "failed",
      failureCode: "model_refused",
      modelCalls: 1,
      image: null,
    });
    expect(await database.db.batch.findFirstOrThrow({ where: { shop: rows.shop } })).toMatchObject({
      state: "done",
    });
  });

  test("gives nothing, it is asked once more and not a third time", async () => {
    gemini.setBehaviour({ next: [{ fail: "text_only", times: 5 }] });
    const calls = gemini.calls().count;
    for (let delivery = 0; delivery < 4; delivery++) await generate();
    expect(gemini.calls().count - calls).toBe(2);
    expect(await generation()).toMatchObject({
      state: "failed",
      failureCode: "model_no_image",
      modelCalls: 2,
    });
  });

  test.each<[Failure, string, Date | null]>([
    ["402", "out_of_credit", null],
    ["429_day", "daily_limit", new Date("2026-11-21T08:01:00Z")],
  ])("answers %s, nobody asks it again, and no attempt is lost", async (fail, reason, until) => {
    gemini.setBehaviour({ next: [{ fail }] });
    const calls = gemini.calls().count;
    await generate();
    await generate();
    expect(gemini.calls().count - calls).toBe(1);
    expect(await modelStop(database.db, now)).toEqual({ reason, until });
    expect(await generation()).toMatchObject({
      ...{ state: "queued", attempt: 0, modelCalls: 0, paidMicros: 0n, leaseToken: null },
    });

    await liftStop(database.db, now);
    await generate();
    expect(await generation()).toMatchObject({ state: "done", modelCalls: 1 });
  });

  test("cannot be reached, no attempt is lost", async () => {
    const gone = await startGemini();
    await gone.stop();
    const server = { apiKey: "any", apiVersion: "v1", baseUrl: gone.origin, timeoutMs: 60_000 };
    const clock = { now: () => now };
    await generate({
      model: gatewayOf(createGeminiModel({ model: "gemini-nano-banana-2.1", ...server }, clock)),
    });
    expect(await generation()).toMatchObject({ state: "queued", attempt: 0, modelCalls: 0, paidMicros: 0n });
  });
});

test("a photo that is gone fails before the model is asked", async () => {
  const calls = gemini.calls().count;
  await generate({ photoUrl: () => Promise.reject(new PackshotError("photo_missing")) });
  expect(await generation()).toMatchObject({ state: "failed", failureCode: "photo_missing", modelCalls: 0 });
  expect(gemini.calls().count).toBe(calls);
});

test("with the store away the image waits; nothing of the attempt is kept", async () => {
  s3.setFaults({ errorRate: 1 });
  await generate();
  const { objects, ...row } = await generation();
  expect(row).toMatchObject({ state: "queued", failureCode: "store_unavailable", image: null });
  expect(objects.map(({ state }) => state)).toEqual(["doomed", "doomed"]);
});

test("stopped in the middle, it is handed back and the next one finishes it", async () => {
  gemini.setBehaviour({ next: [{ fail: "hang" }] });
  const stop = new AbortController();
  const calls = gemini.calls().count;
  const running = generate({}, stop.signal);
  await expect.poll(() => gemini.calls().count).toBeGreaterThan(calls);
  stop.abort();
  await running;
  expect(await generation()).toMatchObject({ state: "queued", attempt: 0, modelCalls: 1, leaseToken: null });
  await generate();
  expect(await generation()).toMatchObject({ state: "done", modelCalls: 2 });
});

test("cancelled while it runs, the work is stopped and discarded", async () => {
  gemini.setBehaviour({ next: [{ fail: "hang" }] });
  const calls = gemini.calls().count;
  const running = generate({ leaseMs: 150 });
  await expect.poll(() => gemini.calls().count).toBeGreaterThan(calls);
  const cancelled = { state: "cancelled", leaseToken: null, leaseUntil: null };
  await database.db.generation.update({ where: { shop_id: { shop: rows.shop, id } }, data: cancelled });
  await running; // the next renewal finds the lease gone
  expect(await generation()).toMatchObject({ state: "cancelled", image: null });
});

test("a late worker's picture never replaces the one that was filed", async () => {
  let arrived = () => {};
  const atStore = new Promise<void>((resolve) => (arrived = resolve));
  let letGo = () => {};
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const real = objectStore();
  const slow = {
    ...real,
    put: async (...request: Parameters<typeof real.put>) => {
      arrived();
      await held;
      await real.put(...request);
    },
  };
  const late = generate({ objects: slow });
  await atStore;
  await generate({ clock: { now: () => new Date(now.getTime() + 120_000) } });
  const { image } = await generation();
  letGo();
  await late;
  const after = await generation();
  expect(after).toMatchObject({ state: "done", attempt: 2 });
  expect(after.image).toEqual(image);
  expect(after.objects.map(({ attempt, state }) => `${attempt} ${state}`).sort()).toEqual([
    ...["1 doomed", "1 doomed", "2 kept", "2 kept"],
  ]);
});

test("what nobody foresaw is thrown, and the row is left to the sweep", async () => {
  await expect(generate({ photoUrl: () => Promise.reject(new TypeError("a bug")) })).rejects.toThrow("a bug");
  expect(await generation()).toMatchObject({ state: "running", attempt: 1 });
});
