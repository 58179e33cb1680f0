import { expect, it } from "vitest";
import { keyOf } from "./review-keys.ts";

const press = (key: string, held: { ctrlKey?: boolean; shiftKey?: boolean } = {}) => ({
  ...{ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false },
  ...held,
});

it("knows keys whether or not Shift is held, and leaves the browser its own", () => {
  expect(keyOf(press("P", { shiftKey: true }), null)).toEqual({ key: "approve", isShift: true });
  expect(keyOf(press("p", { ctrlKey: true }), null)).toBeNull();
  expect(keyOf(press("q"), null)).toBeNull();
});

it("goes forward to the left where people read from the right", () => {
  expect(keyOf(press("ArrowLeft"), null, true)).toMatchObject({ key: "forward" });
  expect(keyOf(press("ArrowLeft"), null)).toMatchObject({ key: "back" });
});
