import { expect, test } from "vitest";
import { addressFor, addressWith, isFiltered, valuesIn } from "./library-address.ts";

const search = new URLSearchParams("q=mug&kept=yes&order=oldest&batch=b1&after=i9&shop=x");

test("the form shows what stands in the address", () => {
  expect(valuesIn(search)).toEqual({
    ...{ q: "mug", decision: "", recipe: "", from: "", to: "", order: "oldest", place: "kept" },
  });
});

test("a change begins at the first page, and stays with the batch", () => {
  const values = { ...valuesIn(search), q: " blue mug ", place: "unpublished", decision: "approved" };
  expect(addressFor(values, search)).toBe(
    "/app/library?batch=b1&q=blue+mug&decision=approved&order=oldest&published=no",
  );
  const none = { q: "", decision: "", recipe: "", from: "", to: "", order: "", place: "" };
  expect(addressFor(none, new URLSearchParams())).toBe("/app/library");
});

test("another page has the same images", () => {
  const [path, other] = addressWith(search, { before: "i3" }).split("?");
  expect(path).toBe("/app/library");
  expect(Object.fromEntries(new URLSearchParams(other))).toEqual({
    ...{ q: "mug", order: "oldest", batch: "b1", kept: "yes", before: "i3" },
  });
  expect(addressWith(search, { product: "7", order: null })).not.toContain("order");
});

test("an order alone filters nothing", () => {
  expect(isFiltered(search)).toBe(true);
  expect(isFiltered(new URLSearchParams("order=oldest&after=i9"))).toBe(false);
});
