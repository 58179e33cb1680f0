import type { GenerateContentResponse } from "@google/genai";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { apiKey, asker, errorOf, measured, pictures, type Question } from "./ask.ts";
import { startGemini, type LocalGemini } from "./server.ts";

let gemini: LocalGemini;
let ask: (question?: Question) => Promise<GenerateContentResponse>;

beforeEach(async () => {
  gemini = await startGemini({ apiKey });
  ask = asker(gemini);
});
afterEach(() => gemini.stop());

describe("a picture", () => {
  test.each([
    ["1:1", "1K", 1024, 1024],
    ["4:5", "1K", 928, 1152],
    ["16:9", "2K", 2752, 1536],
  ])("in the ratio %s and size %s", async (aspectRatio, imageSize, width, height) => {
    const response = await ask({ config: { imageConfig: { aspectRatio, imageSize } } });
    expect(await measured(response)).toMatchObject({ width, height, format: "jpeg" });
    expect(response.candidates?.[0]?.finishReason).toBe("STOP");
    expect(response.modelVersion).toBe("gemini-nano-banana-2.1");
    expect(response.usageMetadata?.candidatesTokenCount).toBeGreaterThan(0);
  });

  test("follows the photo where no ratio is asked for, and the model's format", async () => {
    const response = await ask({ model: "gemini-3.1-flash-lite-image" });
    expect(await measured(response)).toMatchObject({ width: 1264, height: 848, format: "png" });
  });

  test("is the same again with a seed, and another without", async () => {
    const same = await Promise.all([ask({ config: { seed: 7 } }), ask({ config: { seed: 7 } })]);
    expect(pictures(same[0])).toEqual(pictures(same[1]));
    const other = await Promise.all([ask(), ask()]);
    expect(pictures(other[0])).not.toEqual(pictures(other[1]));
  });
});

test.each([false, true])("counts requests that do not say store: false, fast: %s", async (fast) => {
  gemini.setBehaviour({ fast });
  await ask({ config: { store: false } });
  expect(gemini.calls()).toMatchObject({ count: 1, kept: 0 });
  await ask({ config: { store: true } });
  await ask();
  expect(gemini.calls()).toMatchObject({ count: 3, kept: 2 });
});

describe("wrong requests, in Google's error shape", () => {
  test("a wrong key, no key, an unknown model", async () => {
    const wrong = await errorOf(ask({ key: "wrong" }));
    expect(wrong).toMatchObject({
      status: "INVALID_ARGUMENT",
      code: 400,
      details: [{ reason: "API_KEY_INVALID" }],
    });
    const path = "/v1/models/gemini-nano-banana-2.1:generateContent";
    expect((await fetch(gemini.origin + path, { method: "POST" })).status).toBe(403);
    expect((await fetch(`${gemini.origin}${path}?key=wrong`, { method: "POST" })).status).toBe(400);
    expect(await errorOf(ask({ model: "gemini-2.0-flash" }))).toMatchObject({
      code: 404,
      status: "NOT_FOUND",
    });
  });

  test.each([
    [
      "an unknown field",
      { httpOptions: { extraBody: { generationConfig: { imageCount: 2 } } } },
      "imageCount",
    ],
    ["a ratio that is none", { imageConfig: { aspectRatio: "7:5" } }, "aspectRatio"],
    ["a size with a small k", { imageConfig: { imageSize: "1k" } }, "imageSize"],
    ["two candidates", { candidateCount: 2 }, "candidate"],
  ])("%s", async (_, config, named) => {
    const error = await errorOf(ask({ config }));
    expect(error).toMatchObject({ code: 400, status: "INVALID_ARGUMENT" });
    expect(error.message).toContain(named);
  });

  test("a size the model does not make, an empty prompt, bytes that are no picture", async () => {
    const config = { imageConfig: { imageSize: "4K" } };
    expect(await errorOf(ask({ model: "gemini-3.1-flash-lite-image", config }))).toMatchObject({ code: 400 });
    expect(await errorOf(ask({ prompt: " " }))).toMatchObject({ code: 400 });
    const unreadable = await errorOf(ask({ photo: Buffer.from("no picture") }));
    expect(unreadable.message).toContain("Unable to process input image");
    expect(gemini.calls().outcomes).toMatchObject({ invalid: 3 });
  });
});

test("quotas per minute, per day and at once", async () => {
  gemini.setBehaviour({ quota: { requestsPerMinute: 1 } });
  await ask();
  const error = await errorOf(ask());
  const wait = Number.parseFloat(String(error.details?.[1]?.retryDelay));
  expect(wait).toBeGreaterThan(50);
  expect(wait).toBeLessThanOrEqual(60);

  gemini.setBehaviour({ quota: { requestsPerDay: 1 } });
  expect(JSON.stringify(await errorOf(ask()))).toContain("PerDay");

  gemini.setBehaviour({ quota: { concurrency: 1 }, latencyMs: 300 });
  const both = await Promise.allSettled([ask(), ask()]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const calls: unknown = await (await fetch(`${gemini.origin}/sandbox/calls`)).json();
  expect(calls).toMatchObject({
    count: 5,
    inFlight: 0,
    maxInFlight: 2,
    outcomes: { ok: 2, "429_minute": 2, "429_day": 1 },
  });
});
