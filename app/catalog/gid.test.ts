import { expect, test } from "vitest";
import { fromGid, toGid } from "./gid.ts";

test("an id survives the way to a gid and back, longer than a number holds", () => {
  expect(fromGid(toGid("Product", "92233720368547758079"))).toBe("92233720368547758079");
});

test.each(["", "12a", "1/2", "../1", "１２", "gid://shopify/Product/1", "1".repeat(21)])(
  "%j is the id of nothing",
  (id) => {
    expect(() => toGid("Product", id)).toThrow(expect.objectContaining({ code: "not_found" }));
  },
);

test("what is not a gid is refused", () => {
  expect(() => fromGid("gid://shopify/Product/abc")).toThrow("Not one of Shopify's ids");
});
