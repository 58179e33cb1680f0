import { expect, test } from "vitest";
import { placesAhead } from "./places-ahead.ts";
import type { Placement } from "./placement.ts";

const MUG = {
  mediaCount: 3,
  mediaIds: ["a", "b", "c"],
  variants: [
    { id: "1", title: "Blue", mediaIds: ["b"] },
    { id: "2", title: "Green", mediaIds: [] },
    { id: "3", title: "Navy", mediaIds: ["b"] },
  ],
};
const OF_B = [
  { id: "x", photoId: "b" },
  { id: "y", photoId: "b" },
];

function ahead(placement: Placement, product: Partial<typeof MUG> = {}, onVariants = false) {
  const places = placesAhead({ ...MUG, ...product }, OF_B, { placement, onVariants, ours: [] });
  return OF_B.map(({ id }) => places.get(id));
}
const at = (kind: string, number: number | null) => ({ kind, number, variants: [] });

test.each<[Placement, object[]]>([
  ["end", [at("end", 4), at("end", 5)]],
  ["first", [at("first", 1), at("first", 2)]],
  ["after_photo", [at("after_photo", 3), at("after_photo", 4)]],
  ["in_place", [at("in_place", 2), at("follows", 3)]],
])("where two images of a photo will stand: %s", (placement, places) => {
  expect(ahead(placement)).toEqual(places);
});

test("the photo's variants go to its first image", () => {
  expect(ahead("first", {}, true)).toMatchObject([{ variants: ["Blue", "Navy"] }, { variants: [] }]);
});

test("a photo that is gone leaves the end", () => {
  expect(ahead("in_place", { mediaIds: ["a", "c"], mediaCount: 2 })).toEqual([at("end", 3), at("end", 4)]);
});

test("more media than were looked at: the end is counted, a photo among them is not", () => {
  const many = { mediaIds: ["a"], mediaCount: 30 };
  expect(ahead("end", many)).toEqual([at("end", 31), at("end", 32)]);
  expect(ahead("in_place", many)).toEqual([at("in_place", null), at("follows", null)]);
});

test("room for one", () => {
  expect(ahead("first", { mediaCount: 249 })).toEqual([at("first", 1), "product_full"]);
});

test("an image that has the photo's place already", () => {
  const ours = [{ mediaId: "o", photoId: "b", placement: "in_place", variantIds: [] }];
  const product = { ...MUG, mediaIds: ["a", "o", "c", "b"], mediaCount: 4 };
  const places = placesAhead(product, OF_B, { placement: "in_place", onVariants: false, ours });
  expect([...places.values()]).toEqual([at("follows", 3), at("follows", 4)]);
});
