import { expect, it } from "vitest";
import { quoteOf, timeOf, USUAL_DURATIONS } from "./quote.ts";

const pace = { concurrency: 8 };

it("prices by model and size, and says how long it takes", () => {
  const order = { images: 100, model: "gemini-nano-banana-2.1", imageSize: "2K" } as const;
  expect(quoteOf(order, USUAL_DURATIONS, pace)).toEqual({
    images: 100,
    credits: 200,
    micros: 5_000_000,
    minSeconds: 188,
    maxSeconds: 520,
  });
});

it("has no price for a size that the model does not make", () => {
  const order = { images: 1, model: "gemini-3.1-flash-lite-image", imageSize: "4K" } as const;
  expect(quoteOf(order, USUAL_DURATIONS, pace)).toBeNull();
});

it.each([
  [0, { minSeconds: 0, maxSeconds: 0 }],
  [1, { minSeconds: 15, maxSeconds: 40 }],
  [9, { minSeconds: 17, maxSeconds: 80 }],
])("takes %i images their time", (images, expected) => {
  expect(timeOf(images, USUAL_DURATIONS, pace)).toEqual(expected);
});

it("is never faster than the model's images a minute", () => {
  expect(timeOf(600, { p50: 1, p90: 2 }, { concurrency: 100, perMinute: 60 })).toEqual({
    minSeconds: 600,
    maxSeconds: 600,
  });
});
