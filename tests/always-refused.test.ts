import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { generateImage, type GenerateImageDeps } from "../app/generation/generate-image.handler.server.ts";
import { createModelGateway } from "../app/generation/model-gateway.server.ts";
import { modelStop, stopModel } from "../app/generation/model-stops.server.ts";
import { createStages } from "../app/generation/stages.server.ts";
import { PackshotError } from "../app/platform/errors.ts";
import { createMemoryLimits } from "../app/platform/limits/memory-limits.ts";
import { createLogger } from "../app/platform/logger.server.ts";
import { createMetrics } from "../app/platform/metrics/metrics.server.ts";
import { steadyClock } from "../app/platform/clock.ts";
import { createS3ObjectStore } from "../app/platform/objects/s3-object-store.server.ts";
import { testDatabase, type TestDatabase } from "./database.ts";
import { seedBatch } from "./generation-rows.ts";
import { handTime } from "./hand-time.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A generation whose model turns every call down, and says for how long. */
async function scene(retryAfterMs: number) {
  const { db } = database;
  await db.modelStop.deleteMany();
  const { shop, ids } = await seedBatch(db);
  const id = ids[0] ?? "";
  const time = handTime(new Date("2026-11-20T12:00:00.000Z"));
  const log = createLogger("silent");
  const refused = { limited: true, unbilled: true, retryAfterMs };
  const photo = sharp({ create: { width: 64, height: 64, channels: 3, background: "#c2410c" } }).jpeg();
  const place = { endpoint: "http://127.0.0.1:1", bucket: "none", region: "auto" };
  const deps: GenerateImageDeps = {
    ...{ db, clock: time, random: () => 0, log, metrics: createMetrics(), leaseMs: 60_000 },
    ...{ stages: createStages(), dayLimits: { calls: null, micros: null } },
    photoUrl: async () => "https://cdn.example/photo.jpg",
    fetchPhoto: () => photo.toBuffer(),
    objects: createS3ObjectStore({ ...place, accessKeyId: "none", secretAccessKey: "none" }, steadyClock),
    model: createModelGateway({
      model: { name: "m", ask: () => Promise.reject(new PackshotError("model_busy", refused)) },
      limits: createMemoryLimits(
        { name: "m", perMinute: 60_000, atOnce: 1 },
        { clock: time, log, time: { wait: time.passing, nowMs: time.nowMs } },
      ),
      stop: (stop) => stopModel(db, stop),
      ...{ clock: time, random: () => 0, time, log, metrics: createMetrics() },
    }),
  };
  const deliver = () => generateImage(deps, { shop, id }, new AbortController().signal);
  const row = () => db.generation.findUniqueOrThrow({ where: { shop_id: { shop, id } } });
  return { deliver, row, time };
}

test("a quota of nothing: the generation ends, and says why", async () => {
  const { deliver, row, time } = await scene(40_000);
  await deliver();
  expect(await row()).toMatchObject({
    state: "queued",
    attempt: 1,
    failureCode: "model_busy",
    modelCalls: 0,
  });
  expect(time.nowMs()).toBeGreaterThanOrEqual(300_000);
  expect(time.nowMs()).toBeLessThan(400_000);
  for (let delivery = 2; delivery <= 6; delivery += 1) {
    time.pass(60_000);
    await deliver();
  }
  expect(await row()).toMatchObject({
    ...{ state: "failed", attempt: 6, failureCode: "model_busy", modelCalls: 0, paidMicros: 0n },
  });
});

test("told to wait for hours, all work is parked until then, and no attempt is lost", async () => {
  const { deliver, row, time } = await scene(50_400_000);
  await deliver();
  expect(await row()).toMatchObject({ state: "queued", attempt: 0, modelCalls: 0, paidMicros: 0n });
  expect(await modelStop(database.db, time.now())).toEqual({
    ...{ reason: "told_to_wait", until: new Date("2026-11-21T02:00:00.000Z") },
  });
});
