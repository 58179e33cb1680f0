import { expect, test } from "vitest";
import {
  restoreLinks,
  restoreMoves,
  sameExceptOurs,
  sameMediaExceptOurs,
  type Snapshot,
} from "./snapshot.ts";

function snapshot(media: string, links: Record<string, string[]> = {}): Snapshot {
  return {
    media: [...media].map((id) => ({ id, alt: `alt of ${id}` })),
    variants: Object.entries(links).map(([id, mediaIds]) => ({ id, mediaIds })),
  };
}
const ours = new Set(["X", "Y"]);

test("our own media may come and go, first, last or between", () => {
  const before = snapshot("abc", { v1: ["a"], v2: [] });
  for (const media of ["abc", "Xabc", "aXbYc", "abcX"]) {
    expect(sameExceptOurs(before, snapshot(media, { v1: ["a"], v2: [] }), ours)).toBe(true);
  }
  expect(sameExceptOurs(snapshot("Xab"), snapshot("abY"), ours)).toBe(true);
});

test.each([
  ["added", "abcd", { v1: ["a"] }],
  ["removed", "ab", { v1: ["a"] }],
  ["moved", "bac", { v1: ["a"] }],
  ["replaced", "abd", { v1: ["a"] }],
  ["linked otherwise", "abc", { v1: ["b"] }],
  ["linked to ours in place of its own", "abcX", { v1: ["X"] }],
  ["unlinked", "abc", { v1: [] }],
  ["linked to one more variant", "abc", { v1: ["a"], v2: ["a"] }],
])("media %s by somebody else is a change", (_what, media, links) => {
  expect(sameExceptOurs(snapshot("abc", { v1: ["a"] }), snapshot(media, links), ours)).toBe(false);
});

test("alt texts, the order of variants and variants without media are not compared", () => {
  const before = snapshot("ab", { v1: ["a"], v2: ["b"], v3: [] });
  const now = snapshot("ab", { v2: ["b"], v1: ["a"], v4: [] });
  now.media.forEach((media) => (media.alt = "edited"));
  expect(sameExceptOurs(before, now, ours)).toBe(true);
});

test("a link to ours besides the variant's own is no change", () => {
  const before = snapshot("a", { v1: ["a"] });
  expect(sameExceptOurs(before, snapshot("aX", { v1: ["a", "X"] }), ours)).toBe(true);
});

test.each([
  ["abcd", "abcd"],
  ["abcd", "dcba"],
  ["abcd", "bcda"],
  ["abcd", "dabc"],
  ["Xabc", "cXba"],
])("moves put %s back from %s", (wanted, current) => {
  const list = [...current];
  for (const { id, newPosition } of restoreMoves(snapshot(wanted), list.slice())) {
    list.splice(list.indexOf(id), 1);
    list.splice(newPosition, 0, id);
  }
  expect(list.join("")).toBe(wanted);
});

test("media that are gone are no reason to move others", () => {
  expect(restoreMoves(snapshot("abc"), ["a", "c"])).toEqual([]);
});

test("links are put back, and only to media that are there", () => {
  const before = snapshot("abc", { v1: ["a"], v2: ["b"], v3: ["c"] });
  const now = snapshot("ab", { v1: ["b"], v2: ["b"], v3: [] });
  expect(restoreLinks(before, now, ours)).toEqual({
    link: [{ variantId: "v1", mediaId: "a" }],
    unlink: [{ variantId: "v1", mediaId: "b" }],
  });
});

test("the same media, in whatever order", () => {
  const same = (now: string) => sameMediaExceptOurs(snapshot("abX"), snapshot(now, { v1: ["a"] }), ours);
  expect(["ba", "Yab", "abX"].map(same)).toEqual([true, true, true]);
  expect(["a", "abc", "ac"].map(same)).toEqual([false, false, false]);
});
