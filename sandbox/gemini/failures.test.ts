import type { GenerateContentResponse } from "@google/genai";
import sharp from "sharp";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { apiKey, asker, errorOf, measured, pictures, type Question } from "./ask.ts";
import { blockReasons, finishReasons, type BehaviourSettings, type Failure } from "./behaviour.ts";
import { startGemini, type LocalGemini } from "./server.ts";

let gemini: LocalGemini;
let ask: (question?: Question) => Promise<GenerateContentResponse>;

beforeEach(async () => {
  gemini = await startGemini({ apiKey });
  ask = asker(gemini);
});
afterEach(() => gemini.stop());

function control(behaviour: BehaviourSettings | object) {
  return fetch(`${gemini.origin}/sandbox/behaviour`, { method: "POST", body: JSON.stringify(behaviour) });
}

function failNext(fail: Failure, rest: object = {}) {
  return control({ next: [{ fail, ...rest }] });
}

describe("failures on demand", () => {
  test("429 per minute says how long to wait, three ways", async () => {
    const retryDelay = "1.5s";
    await failNext("429_minute", { retryDelay });
    const full = await errorOf(ask());
    expect(full).toMatchObject({ code: 429, status: "RESOURCE_EXHAUSTED" });
    expect(full.details?.[0]).toMatchObject({
      violations: [{ quotaId: expect.stringContaining("PerMinute") as string }],
    });
    expect(full.details?.[1]).toMatchObject({ retryDelay });

    await failNext("429_minute_without_retry_info", { retryDelay });
    expect((await errorOf(ask())).details).toHaveLength(1);
    await failNext("429_minute_message_only", { retryDelay });
    const bare = await errorOf(ask());
    expect(bare.details).toBeUndefined();
    expect(bare.message).toContain("Please retry in 1.5s");
  });

  test.each([
    ["429_day", 429, "PerDay"],
    ["402", 402, "credits"],
    ["403_suspended", 403, `api_key:${apiKey}`],
    ["500", 500, "INTERNAL"],
    ["503", 503, "UNAVAILABLE"],
  ] as const)("%s", async (fail, status, named) => {
    await failNext(fail, { times: 2 });
    for (let call = 0; call < 2; call += 1) {
      const error = await errorOf(ask());
      expect(error.code).toBe(status);
      expect(JSON.stringify(error)).toContain(named);
    }
    expect(pictures(await ask())).toHaveLength(1);
  });

  test.each(blockReasons)("blocked: %s", async (reason) => {
    await failNext(`block_${reason}`);
    expect(await ask()).toMatchObject({ promptFeedback: { blockReason: reason } });
  });

  test.each(finishReasons)("finished without an image: %s", async (reason) => {
    await failNext(`finish_${reason}`);
    const response = await ask();
    expect(response.candidates?.[0]?.finishReason).toBe(reason);
    expect(pictures(response)).toEqual([]);
  });

  test("text alone, and nothing at all", async () => {
    await failNext("text_only");
    expect((await ask()).candidates?.[0]?.content?.parts).toEqual([{ text: expect.any(String) as string }]);
    await failNext("no_candidates");
    expect((await ask()).candidates).toBeUndefined();
  });

  test("the line: cut, cut off in the body, never answered", async () => {
    await failNext("cut_socket");
    await expect(ask()).rejects.toThrow("terminated");
    await failNext("truncated_json");
    await expect(ask()).rejects.toThrow(SyntaxError);
    await failNext("hang");
    await expect(ask({ config: { abortSignal: AbortSignal.timeout(100) } })).rejects.toThrow("aborted");
    await vi.waitFor(() => expect(gemini.calls()).toMatchObject({ inFlight: 0, outcomes: { hang: 1 } }));
  });

  test("pictures that are not what they should be", async () => {
    await failNext("wrong_ratio");
    expect(await measured(await ask({ config: { imageConfig: { aspectRatio: "1:1" } } }))).toMatchObject({
      width: 1376,
    });
    await failNext("tiny");
    expect(await measured(await ask())).toMatchObject({ width: 64 });
    await failNext("unchanged");
    expect(await measured(await ask())).toMatchObject({ width: 600, height: 400 });
    await failNext("wrong_mime_type");
    const lying = await ask();
    expect(pictures(lying)[0]?.mimeType).toBe("image/png");
    expect((await measured(lying)).format).toBe("jpeg");
    await failNext("cut_base64");
    const cut = Buffer.from(pictures(await ask())[0]?.data ?? "", "base64");
    await expect(sharp(cut, { failOn: "truncated" }).stats()).rejects.toThrow();
    await failNext("thought_image_first");
    const [first, second, last] = (await ask()).candidates?.[0]?.content?.parts ?? [];
    expect([first?.thought, second?.thought, second?.inlineData?.mimeType]).toEqual([
      true,
      true,
      "image/png",
    ]);
    expect(last?.inlineData?.mimeType).toBe("image/jpeg");
  });

  test("only prompts that carry a marker", async () => {
    await failNext("503", { marker: "[storm]" });
    expect(pictures(await ask())).toHaveLength(1);
    expect(await errorOf(ask({ prompt: "Scene: white [storm]" }))).toMatchObject({ code: 503 });
    expect(pictures(await ask({ prompt: "Scene: white [storm]" }))).toHaveLength(1);
  });

  test("a share of all, until it is taken back", async () => {
    await control({ rate: { "500": 0.5, "503": 0.5 } });
    expect([500, 503]).toContain((await errorOf(ask())).code);
    await control({});
    expect(pictures(await ask())).toHaveLength(1);
    expect((await control({ next: [{ fail: "500", tims: 2 }] })).status).toBe(400);
  });
});
