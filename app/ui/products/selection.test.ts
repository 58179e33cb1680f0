import { describe, expect, it } from "vitest";
import { choose, chosenIn, parseSelection, productsIn, type ChosenPhoto } from "./selection.ts";

function photo(productId: string, photoId: string): ChosenPhoto {
  return {
    productId,
    productTitle: `Product ${productId}`,
    photoId,
    url: `https://cdn.example/${photoId}`,
    alt: "",
  };
}

const [mug1, mug2, bag1] = [photo("1", "11"), photo("1", "12"), photo("2", "21")];

describe("choose", () => {
  it("keeps the order in which photos were chosen", () => {
    const selection = choose(choose([], [bag1], true), [mug1, mug2], true);
    expect(selection).toEqual([bag1, mug1, mug2]);
  });

  it("never holds a photo twice", () => {
    expect(choose([mug1], [mug1, mug2], true)).toEqual([mug1, mug2]);
  });

  it("holds a photo that is on two products for each of them", () => {
    const shared = photo("2", "11");
    const selection = choose([mug1], [shared], true);
    expect(selection).toEqual([mug1, shared]);
    expect(choose(selection, [mug1], false)).toEqual([shared]);
    expect([chosenIn([mug1])("1", "11"), chosenIn([mug1])("2", "11"), chosenIn(null)("1", "11")]).toEqual([
      ...[true, false, false],
    ]);
  });

  it("takes off only what was named", () => {
    expect(choose([mug1, mug2, bag1], [mug1, bag1], false)).toEqual([mug2]);
  });
});

it("counts products, not photos", () => {
  expect(productsIn([mug1, mug2, bag1])).toBe(2);
});

describe("parseSelection", () => {
  it("reads back what was kept", () => {
    expect(parseSelection(JSON.stringify([mug1, bag1]))).toEqual([mug1, bag1]);
  });

  it.each([null, "", "{", "null", '{"photoId":"1"}', '["1",null,{"photoId":1}]'])(
    "takes %j for none",
    (text) => {
      expect(parseSelection(text)).toEqual([]);
    },
  );
});
