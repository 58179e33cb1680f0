import { expect, test } from "vitest";
import { movesFor, type Move, type Placement } from "./placement.ts";

function movesOfOne(ids: string[], mediaId: string, placement: Placement, photoId: string): Move[] {
  return movesFor(ids, [{ mediaId, placement, photoId }]);
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
  const placed = ["x", "y", "z"].map((mediaId) => ({
    mediaId,
    placement,
    photoId: mediaId === "z" ? "b" : "a",
  }));
  const ids = before.split(" ");
  expect(moved(ids, movesFor(ids, placed))).toBe(after);
  expect(movesFor(after.split(" "), placed)).toEqual([]);
});

test("each in a place of its own, and one whose photo is gone at the end; only ours move", () => {
  const moves = movesFor(
    ["y", "a", "w", "b", "x", "z"],
    [
      { mediaId: "x", placement: "first", photoId: "a" },
      { mediaId: "y", placement: "after_photo", photoId: "a" },
      { mediaId: "z", placement: "end", photoId: "a" },
      { mediaId: "w", placement: "after_photo", photoId: "gone" },
    ],
  );
  expect(moved(["y", "a", "w", "b", "x", "z"], moves)).toBe("x a y b z w");
  expect(moves.map(({ id }) => id)).not.toContain("a");
});
