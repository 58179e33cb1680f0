import { expect, test } from "vitest";
import { movesFor } from "./placement.ts";

test("at the end: where Shopify puts it anyway", () => {
  expect(movesFor(["a", "b", "ours"], "ours", "end", "a")).toEqual([]);
  expect(movesFor(["a", "ours", "b"], "ours", "end", "a")).toEqual([{ id: "ours", newPosition: 2 }]);
});

test("as the first", () => {
  expect(movesFor(["a", "b", "ours"], "ours", "first", "b")).toEqual([{ id: "ours", newPosition: 0 }]);
  expect(movesFor(["ours", "a"], "ours", "first", "a")).toEqual([]);
});

test("right after its photo", () => {
  expect(movesFor(["a", "b", "ours"], "ours", "after_photo", "a")).toEqual([{ id: "ours", newPosition: 1 }]);
  expect(movesFor(["a", "b", "ours"], "ours", "after_photo", "b")).toEqual([]);
  expect(movesFor(["ours", "a", "b"], "ours", "after_photo", "a")).toEqual([{ id: "ours", newPosition: 1 }]);
});

test("at the end when its photo is gone", () => {
  expect(movesFor(["a", "ours"], "ours", "after_photo", "gone")).toEqual([]);
  expect(movesFor(["ours", "a"], "ours", "after_photo", "gone")).toEqual([{ id: "ours", newPosition: 1 }]);
});
