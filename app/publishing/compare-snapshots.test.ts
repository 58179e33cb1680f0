import { expect, test } from "vitest";
import { oldOrder, sameExceptOurs, sameMediaExceptOurs, snapshotOf } from "./compare-snapshots.ts";
import type { Snapshot } from "./snapshot.ts";
import { linksBack, movesBack } from "./way-back.ts";
import type { OurMedia } from "./our-media.ts";

function snapshot(media: string, links: Record<string, string[]> = {}): Snapshot {
  return {
    media: [...media].map((id) => ({ id, alt: `alt of ${id}` })),
    variants: Object.entries(links).map(([id, mediaIds]) => ({ id, mediaIds })),
  };
}
function media(mediaId: string, fields: Partial<OurMedia> = {}): OurMedia {
  return { mediaId, photoId: "a", placement: "end", variantIds: [], ...fields };
}
const ours = [media("X"), media("Y")];
/** X has the place of the photo a, and the variant v1. */
const inPlace = [media("X", { placement: "in_place", variantIds: ["v1"] }), media("Y")];

test("our own media may come and go, first, last or between", () => {
  const before = snapshot("abc", { v1: ["a"], v2: [] });
  for (const ids of ["abc", "Xabc", "aXbYc", "abcX"]) {
    expect(sameExceptOurs(before, snapshot(ids, { v1: ["a"], v2: [] }), ours)).toBe(true);
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
])("media %s by somebody else is a change", (_what, ids, links) => {
  expect(sameExceptOurs(snapshot("abc", { v1: ["a"] }), snapshot(ids, links), ours)).toBe(false);
});

test("alt texts, the order of variants and variants without media are not compared", () => {
  const before = snapshot("ab", { v1: ["a"], v2: ["b"], v3: [] });
  const now = snapshot("ab", { v2: ["b"], v1: ["a"], v4: [] });
  now.media.forEach((one) => (one.alt = "edited"));
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
  for (const { id, newPosition } of movesBack(snapshot(wanted), list.slice(), [])) {
    list.splice(list.indexOf(id), 1);
    list.splice(newPosition, 0, id);
  }
  expect(list.join("")).toBe(wanted);
});

test("media that are gone are no reason to move others", () => {
  expect(movesBack(snapshot("abc"), ["a", "c"], [])).toEqual([]);
});

test("links are put back, and only to media that are there", () => {
  const before = snapshot("abc", { v1: ["a"], v2: ["b"], v3: ["c"] });
  const now = snapshot("ab", { v1: ["b"], v2: ["b"], v3: [] });
  expect(linksBack(before, now, ours)).toEqual({
    link: [{ variantId: "v1", mediaId: "a" }],
    unlink: [{ variantId: "v1", mediaId: "b" }],
  });
});

test("the same media, in whatever order", () => {
  const same = (now: string) => sameMediaExceptOurs(snapshot("abX"), snapshot(now, { v1: ["a"] }), ours);
  expect(["ba", "Yab", "abX"].map(same)).toEqual([true, true, true]);
  expect(["a", "abc", "ac"].map(same)).toEqual([false, false, false]);
});

test("an image in its photo's place, and on its variant, counts as the photo", () => {
  const before = snapshot("abc", { v1: ["a"], v2: ["b"] });
  expect(snapshotOf(snapshot("XbcYa", { v1: ["X"], v2: ["b"] }), inPlace)).toEqual(before);
  expect(sameExceptOurs(before, snapshot("Xbca", { v1: ["X"], v2: ["b"] }), inPlace)).toBe(true);
});

test.each([
  ["the photo is moved back by hand", "aXbc", ["X"], true],
  ["the image is moved", "bXca", ["X"], false],
  ["the image is moved behind its photo", "bcaX", ["X"], false],
  ["the photo is removed", "Xbc", ["X"], false],
  ["the variant gets another photo", "Xbca", ["c"], false],
  ["the variant gets none", "Xbca", [], false],
  ["the variant gets its photo again", "Xbca", ["a"], true],
])("with an image in its photo's place: %s", (_what, ids, v1, isSame) => {
  expect(sameExceptOurs(snapshot("abc", { v1: ["a"] }), snapshot(ids, { v1 }), inPlace)).toBe(isSame);
});

test.each([
  ["bca", "abc", [{ id: "a", newPosition: 0 }]],
  ["YbcaX", "YabcX", [{ id: "a", newPosition: 1 }]],
  ["Xcba", "Xbca", [{ id: "b", newPosition: 1 }]],
])("moves of the product's own media alone, from %s to %s", (current, after, moves) => {
  expect(movesBack(snapshot("abc"), [...current], inPlace)).toEqual(moves);
  expect(movesBack(snapshot("abc"), [...after], inPlace)).toEqual([]);
});

test("variants that show one of ours are left alone", () => {
  const now = snapshot("Xbca", { v1: ["X"], v2: [] });
  const links = linksBack(snapshot("abc", { v1: ["a"], v2: ["b"] }), now, inPlace);
  expect(links).toEqual({ link: [{ variantId: "v2", mediaId: "b" }], unlink: [] });
});

test("the old order, with what was added after it and without what was removed", () => {
  const before = snapshot("abcd", { v1: ["a"], v2: ["b"], v3: [] });
  const now = snapshot("ecba", { v1: ["e"], v2: ["c"], v3: ["c"], v4: ["e"] });
  expect(oldOrder(before, now)).toEqual(snapshot("abce", { v1: ["a"], v2: ["b"], v3: [], v4: ["e"] }));
  expect(oldOrder(before, snapshot("a", { v2: [] })).variants).toEqual([{ id: "v2", mediaIds: [] }]);
});
