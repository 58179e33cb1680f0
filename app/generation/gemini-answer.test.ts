import { GenerateContentResponse } from "@google/genai";
import { expect, test } from "vitest";
import { pictureIn } from "./gemini-answer.ts";

type Answer = { candidates?: object[]; promptFeedback?: object };

function answer({ candidates, promptFeedback }: Answer): GenerateContentResponse {
  const response = new GenerateContentResponse();
  response.candidates = candidates;
  response.promptFeedback = promptFeedback;
  return response;
}

const part = (text: string, more: object = {}) => ({
  inlineData: { mimeType: "image/png", data: Buffer.from(text).toString("base64") },
  ...more,
});

test("of several pictures the last that is no thought is it", () => {
  const parts = [
    { text: "Here" },
    part("first"),
    part("last"),
    part("draft", { thought: true }),
    { text: "Done" },
  ];
  const picture = pictureIn(answer({ candidates: [{ finishReason: "STOP", content: { parts } }] }));
  expect(picture).toEqual({ bytes: Buffer.from("last"), declaredType: "image/png" });
});

test.each(["SAFETY", "OTHER", "BLOCKLIST", "PROHIBITED_CONTENT", "IMAGE_SAFETY"])(
  "blocked for %s",
  (blockReason) => {
    expect(() => pictureIn(answer({ promptFeedback: { blockReason } }))).toThrow(
      expect.objectContaining({ code: "model_refused", data: { blockReason } }),
    );
  },
);

test.each([
  ["SAFETY", "model_refused"],
  ["RECITATION", "model_refused"],
  ["PROHIBITED_CONTENT", "model_refused"],
  ["IMAGE_SAFETY", "model_refused"],
  ["IMAGE_PROHIBITED_CONTENT", "model_refused"],
  ["IMAGE_RECITATION", "model_refused"],
  ["NO_IMAGE", "model_no_image"],
  ["IMAGE_OTHER", "model_no_image"],
  ["MAX_TOKENS", "model_no_image"],
  ["MALFORMED_RESPONSE", "model_no_image"],
  ["STOP", "model_no_image"],
])("ended with %s and no picture: %s", (finishReason, code) => {
  const content = { parts: [{ text: "I am sorry" }] };
  expect(() => pictureIn(answer({ candidates: [{ finishReason, content }] }))).toThrow(
    expect.objectContaining({ code }),
  );
  expect(() => pictureIn(answer({ candidates: [{ finishReason }] }))).toThrow(
    expect.objectContaining({ code }),
  );
});

test.each([{}, { candidates: [] }, { candidates: [{}] }])("nothing at all is no image: %j", (nothing) => {
  expect(() => pictureIn(answer(nothing))).toThrow(expect.objectContaining({ code: "model_no_image" }));
});

test("only a thought is no image", () => {
  const candidates = [{ finishReason: "STOP", content: { parts: [part("draft", { thought: true })] } }];
  expect(() => pictureIn(answer({ candidates }))).toThrow(
    expect.objectContaining({ code: "model_no_image" }),
  );
});

test.each(["iVBORw0KGgo", "iVBORw0K GgoAAAA", "****", "a==="])("cut or broken base64 %j", (data) => {
  const candidates = [{ content: { parts: [{ inlineData: { data } }] } }];
  expect(() => pictureIn(answer({ candidates }))).toThrow(
    expect.objectContaining({ code: "model_bad_image" }),
  );
});
