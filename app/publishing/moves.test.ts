import { expect, test } from "vitest";
import { movesFor, type Move } from "./moves.ts";
import type { Placed, Placement } from "./placement.ts";

function placedAs(mediaId: string, placement: Placement, photoId: string, before = "abc"): Placed {
  return { mediaId, placement, photoId, variantIds: [], before: [...before] };
}

function movesOfOne(ids: string[], mediaId: string, placement: Placement, photoId: string): Move[] {
  return movesFor(ids, [placedAs(mediaId, placement, photoId)]);
}

/** As Shopify carries moves out: one after another, each counted in the list without the moved one. */
function moved(ids: string[], moves: Move[]): string {
  for (const { id, newPosition } of moves) {
    ids = ids.filter((one) => one !== id);
    ids.splice(newPosition, 0, id);
  }
  return ids.join(" ");
}

test("at the end: where Shopify puts it anyway", () => {
  expect(movesOfOne(["a", "b", "ours"], "ours", "end", "a")).toEqual([]);
  expect(movesOfOne(["a", "ours", "b"], "ours", "end", "a")).toEqual([{ id: "ours", newPosition: 2 }]);
});

test("as the first", () => {
  expect(movesOfOne(["a", "b", "ours"], "ours", "first", "b")).toEqual([{ id: "ours", newPosition: 0 }]);
  expect(movesOfOne(["ours", "a"], "ours", "first", "a")).toEqual([]);
});

test("right after its photo", () => {
  expect(movesOfOne(["a", "b", "ours"], "ours", "after_photo", "a")).toEqual([
    { id: "ours", newPosition: 1 },
  ]);
  expect(movesOfOne(["a", "b", "ours"], "ours", "after_photo", "b")).toEqual([]);
  expect(movesOfOne(["ours", "a", "b"], "ours", "after_photo", "a")).toEqual([
    { id: "ours", newPosition: 1 },
  ]);
});

test("at the end when its photo is gone", () => {
  expect(movesOfOne(["a", "ours"], "ours", "after_photo", "gone")).toEqual([]);
  expect(movesOfOne(["ours", "a"], "ours", "after_photo", "gone")).toEqual([{ id: "ours", newPosition: 1 }]);
});

test.each<[string, Placement, string]>([
  ["a b x y z", "first", "x y z a b"],
  ["z a y b x", "first", "x y z a b"],
  ["x a b y z", "end", "a b x y z"],
  ["a b x y z", "after_photo", "a x y b z"],
  ["z y x b a", "after_photo", "b z a x y"],
])("several of %s at %s keep their order", (before, placement, after) => {
  const placed = ["x", "y", "z"].map((mediaId) => placedAs(mediaId, placement, mediaId === "z" ? "b" : "a"));
  const ids = before.split(" ");
  expect(moved(ids, movesFor(ids, placed))).toBe(after);
  expect(movesFor(after.split(" "), placed)).toEqual([]);
});

test("each in a place of its own, and one whose photo is gone at the end; only ours move", () => {
  const moves = movesFor(
    ["y", "a", "w", "b", "x", "z"],
    [
      placedAs("x", "first", "a"),
      placedAs("y", "after_photo", "a"),
      placedAs("z", "end", "a"),
      placedAs("w", "after_photo", "gone"),
    ],
  );
  expect(moved(["y", "a", "w", "b", "x", "z"], moves)).toBe("x a y b z w");
  expect(moves.map(({ id }) => id)).not.toContain("a");
});

/** `x` and `y` are of the photo a, `z` is of b. */
const IN_PLACE = ["x", "y", "z"].map((id) => placedAs(id, "in_place", id === "z" ? "b" : "a"));
const some = (ids: string) => IN_PLACE.filter(({ mediaId }) => ids.includes(mediaId));

test.each([
  ["one", "abcx", "x", "xbca"],
  ["one, which stands there already", "xbca", "x", "xbca"],
  ["one whose photo was moved, itself not yet", "bcax", "x", "xbca"],
  ["one in the middle", "abcz", "z", "azcb"],
  ["two of one photo: the second follows", "abcxy", "xy", "xybca"],
  ["two of two photos", "abcxz", "xz", "xzcab"],
  ["two of which one stands there", "xbcay", "xy", "xybca"],
  ["one that comes later than those made after it", "ybcax", "xy", "xybca"],
])("in the photo's place: %s", (_what, before, ids, after) => {
  const list = before.split("");
  expect(moved(list, movesFor(list, some(ids))).replaceAll(" ", "")).toBe(after);
  expect(movesFor([...after], some(ids))).toEqual([]);
});

test("in the photo's place, which another image has already: after it, and nothing else moves", () => {
  const moves = movesFor([..."xbcay"], some("y"), some("x"));
  expect(moves).toEqual([{ id: "y", newPosition: 1 }]);
  expect(movesFor([..."xybca"], some("y"), some("x"))).toEqual([]);
});

test("in the photo's place, beside ours that were there before", () => {
  const first = placedAs("f", "first", "a");
  const list = [..."fabcx"];
  expect(moved(list, movesFor(list, some("x"), [first]))).toBe("f x b c a");
  expect(movesFor([..."fxbca"], some("x"), [first])).toEqual([]);
});
