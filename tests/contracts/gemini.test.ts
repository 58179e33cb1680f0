import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkPicture } from "../../app/generation/check-picture.server.ts";
import { createGeminiModel, type GeminiConfig } from "../../app/generation/gemini.server.ts";
import type { PreparedPhoto, RenderRequest } from "../../app/generation/image-model.ts";
import { preparePhoto } from "../../app/generation/prepare-photo.server.ts";
import { buildPrompt, findRecipe } from "../../app/generation/recipe.ts";
import type { Failure, Rule } from "../../sandbox/gemini/behaviour.ts";
import { startGemini, type LocalGemini } from "../../sandbox/gemini/server.ts";

const apiKey = "the right key";
const clock = { now: () => new Date("2026-11-20T12:00:00.000Z") };

let gemini: LocalGemini;
let photo: PreparedPhoto;
beforeAll(async () => {
  gemini = await startGemini({ apiKey, latencyMs: 0 });
  const bottle = `<svg xmlns="http://www.w3.org/2000/svg" width="900" height="900"><rect width="900" height="900"
    fill="#e9e4dc"/><rect x="330" y="250" width="240" height="520" rx="40" fill="#2a6f4e"/></svg>`;
  photo = await preparePhoto(await sharp(Buffer.from(bottle)).png().toBuffer());
});
afterAll(() => gemini.stop());

type Ask = { config?: Partial<GeminiConfig>; request?: Partial<RenderRequest>; signal?: AbortSignal };

async function render({ config, request, signal = new AbortController().signal }: Ask = {}) {
  const server = { baseUrl: gemini.origin, apiVersion: "v1", timeoutMs: 20_000 };
  const model = createGeminiModel({ apiKey, model: "gemini-nano-banana-2.1", ...server, ...config }, clock);
  const prompt = buildPrompt(findRecipe("studio"));
  const asked: RenderRequest = { photo, prompt, aspectRatio: "1:1", imageSize: "1K", ...request };
  return checkPicture(await model.ask(asked, signal), asked);
}

function failNext(fail: Failure, more: Partial<Rule> = {}): void {
  gemini.setBehaviour({ next: [{ fail, ...more }] });
}

test("a photo becomes a picture of the size and ratio asked for", async () => {
  gemini.setBehaviour({});
  const rendered = await render({ request: { aspectRatio: "4:5", imageSize: "2K" } });
  expect(rendered).toMatchObject({ mimeType: "image/jpeg", width: 1856, height: 2304, ratioDiffers: false });
  expect(rendered.latencyMs).toBeGreaterThan(0);
});

test.each(["image/jpeg", "image/png"] as const)(
  "a picture for measuring, as %s, passes like any other",
  async (mimeType) => {
    gemini.setBehaviour({ fast: true, mimeType });
    const rendered = await render({ request: { aspectRatio: "4:5" } });
    expect(rendered).toMatchObject({ mimeType, width: 928, height: 1152, ratioDiffers: false });
    const weight = mimeType === "image/png" ? 1_500_000 : 700_000;
    expect(Math.abs(rendered.bytes.length / weight - 1)).toBeLessThan(0.2);
  },
);

test("every request asks Google to keep no log of it", async () => {
  const { count, kept } = gemini.calls();
  for (const fast of [false, true]) {
    gemini.setBehaviour({ fast });
    for (const apiVersion of ["v1", "v1beta"]) await render({ config: { apiVersion } });
  }
  failNext("503");
  await expect(render()).rejects.toMatchObject({ code: "model_busy" });
  expect(gemini.calls()).toMatchObject({ count: count + 5, kept });
  expect(kept).toBe(0);
});

test("the version of the API is configuration", async () => {
  gemini.setBehaviour({});
  expect(await render({ config: { apiVersion: "v1beta" } })).toMatchObject({ width: 1024 });
});

test("drafts among the thoughts are not taken for the picture", async () => {
  failNext("thought_image_first");
  expect(await render()).toMatchObject({ width: 1024, height: 1024 });
});

test("the bytes say what they are, not the label", async () => {
  failNext("wrong_mime_type");
  const { bytes, mimeType } = await render();
  expect(mimeType).toBe(`image/${(await sharp(bytes).metadata()).format}`);
});

test("a ratio that was ignored is noted", async () => {
  failNext("wrong_ratio");
  expect(await render()).toMatchObject({ ratioDiffers: true });
});

describe("limits", () => {
  test.each<[Failure, string, Partial<Rule>, number | undefined]>([
    ["429_minute", "model_busy", { retryDelay: "45.837906927s" }, 45_838],
    ["429_minute_without_retry_info", "model_busy", { retryDelay: "12.5s" }, 12_500],
    ["429_minute_message_only", "model_busy", { retryDelay: "38.9s" }, 38_900],
    ["429_day", "model_daily_limit", {}, 72_060_000],
    ["402", "model_out_of_credit", {}, undefined],
    ["500", "model_busy", {}, undefined],
    ["503", "model_busy", {}, undefined],
  ])("%s is %s, and not billed", async (fail, code, more, retryAfterMs) => {
    failNext(fail, more);
    const calls = gemini.calls().count;
    const error = await render().catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, data: { unbilled: true } });
    expect((error as { data: { retryAfterMs?: number } }).data.retryAfterMs).toBe(retryAfterMs);
    expect(gemini.calls().count - calls).toBe(1); // the SDK repeated nothing
  });
});

test.each<[Failure, string]>([
  ["block_SAFETY", "model_refused"],
  ["block_OTHER", "model_refused"],
  ["block_BLOCKLIST", "model_refused"],
  ["block_PROHIBITED_CONTENT", "model_refused"],
  ["block_IMAGE_SAFETY", "model_refused"],
  ["finish_SAFETY", "model_refused"],
  ["finish_RECITATION", "model_refused"],
  ["finish_PROHIBITED_CONTENT", "model_refused"],
  ["finish_IMAGE_SAFETY", "model_refused"],
  ["finish_IMAGE_PROHIBITED_CONTENT", "model_refused"],
  ["finish_IMAGE_RECITATION", "model_refused"],
  ["finish_NO_IMAGE", "model_no_image"],
  ["finish_IMAGE_OTHER", "model_no_image"],
  ["finish_MAX_TOKENS", "model_no_image"],
  ["finish_MALFORMED_RESPONSE", "model_no_image"],
  ["text_only", "model_no_image"],
  ["no_candidates", "model_no_image"],
  ["cut_base64", "model_bad_image"],
  ["tiny", "model_bad_image"],
  ["truncated_json", "model_bad_image"],
  ["cut_socket", "model_bad_image"],
  ["unchanged", "model_unchanged"],
])("%s is %s, and may be billed", async (fail, code) => {
  failNext(fail);
  const error = await render().catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code });
  expect((error as { data: { unbilled?: boolean } }).data.unbilled).not.toBe(true);
});

test("a call without end is ended", async () => {
  failNext("hang");
  await expect(render({ config: { timeoutMs: 300 } })).rejects.toMatchObject({ code: "model_timeout" });
});

test("whoever stops it gets their own reason back", async () => {
  failNext("hang");
  const begun = gemini.calls().count;
  const stop = new AbortController();
  const rendering = render({ signal: stop.signal });
  await expect.poll(() => gemini.calls().count).toBeGreaterThan(begun);
  stop.abort(new Error("shutting down"));
  await expect(rendering).rejects.toThrow("shutting down");
});

test.each<[string, Ask]>([
  ["a wrong key", { config: { apiKey: "another key" } }],
  ["a model that is retired", { config: { model: "gemini-2.0-flash-image" } }],
  [
    "a size the model has not",
    { config: { model: "gemini-3.1-flash-lite-image" }, request: { imageSize: "4K" } },
  ],
])("%s is our own fault", async (_, ask) => {
  gemini.setBehaviour({});
  await expect(render(ask)).rejects.toMatchObject({ code: "model_misconfigured" });
});

test("a server that is not there is busy, and costs nothing", async () => {
  const gone = await startGemini();
  await gone.stop();
  await expect(render({ config: { baseUrl: gone.origin } })).rejects.toMatchObject({
    ...{ code: "model_busy", data: { unbilled: true } },
  });
});
