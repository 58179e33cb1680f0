import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../tests/database.ts";
import { seedBatch } from "../../tests/generation-rows.ts";
import { PackshotError } from "../platform/errors.ts";
import { createLogger } from "../platform/logger.server.ts";
import { createMetrics } from "../platform/metrics/metrics.server.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { callMicrosOf } from "./call-price.ts";
import { generateImage, type GenerateImageDeps } from "./generate-image.handler.server.ts";
import type { ModelGateway } from "./image-model.ts";
import { modelStop } from "./model-stops.server.ts";
import { createStages } from "./stages.server.ts";

const now = new Date("2026-11-20T12:00:00.000Z");
const DEAR = "gemini-3-pro-image";
const DEAR_CALL = 134_000n;

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** A gateway to a model that refuses: its calls are paid. */
const refusing = (name: string): ModelGateway => ({
  name,
  async ask(_request, { beforeCall }) {
    await beforeCall();
    throw new PackshotError("model_refused");
  },
});

async function workerDeps(model: ModelGateway): Promise<GenerateImageDeps> {
  const photo = await sharp({ create: { width: 90, height: 90, channels: 3, background: "#2a6f4e" } })
    .jpeg()
    .toBuffer();
  return {
    ...{ db: database.db, model, dayLimits: { calls: null, micros: DEAR_CALL }, leaseMs: 60_000 },
    ...{ photoUrl: async () => "http://photos.example/1.jpg", fetchPhoto: async () => photo },
    ...{ objects: {} as ObjectStore, stages: createStages() },
    ...{ clock: { now: () => now }, random: () => 0, log: createLogger("silent"), metrics: createMetrics() },
  };
}

test("the spending limit counts what the model costs that is asked, also for a batch priced for a cheaper one", async () => {
  const { db } = database;
  const { shop, ids } = await seedBatch(db, 2);
  const deps = await workerDeps(refusing(DEAR));
  for (const id of ids) await generateImage(deps, { shop, id }, new AbortController().signal);
  expect(await db.generation.findMany({ where: { shop }, orderBy: { id: "asc" } })).toMatchObject([
    { state: "failed", failureCode: "model_refused", modelCalls: 1, paidMicros: DEAR_CALL },
    { state: "queued", attempt: 0, modelCalls: 0, paidMicros: 0n },
  ]);
  expect(await modelStop(db, now)).toMatchObject({ reason: "spending_limit" });
});

test.each([
  ["a dearer model", DEAR, "1K", 134_000n],
  ["a cheaper model", "gemini-nano-banana-2.1", "1K", 50_000n],
  ["a model that does not make the size", "gemini-3.1-flash-lite-image", "4K", 50_000n],
  ["one that the price list does not know", "gemini-9", "4K", 240_000n],
] as const)("a call of %s", (_name, model, imageSize, micros) => {
  expect(callMicrosOf({ imageSize, callMicros: 50_000n }, model)).toBe(micros);
});
