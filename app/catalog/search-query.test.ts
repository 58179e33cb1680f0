import { expect, test } from "vitest";
import { buildSearchQuery } from "./search-query.ts";

test("nothing asked is an empty query", () => {
  expect(buildSearchQuery({})).toBe("");
  expect(buildSearchQuery({ search: "  ", vendor: " ", tag: "" })).toBe("");
});

test("plain words find titles and SKUs that begin with them", () => {
  expect(buildSearchQuery({ search: "blue mug" })).toBe(
    "(title:blue* OR sku:blue*) AND (title:mug* OR sku:mug*)",
  );
  expect(buildSearchQuery({ search: "T-shirt" })).toBe("(title:T-shirt* OR sku:T-shirt*)");
  expect(buildSearchQuery({ search: "كوب" })).toBe("(title:كوب* OR sku:كوب*)");
});

test.each([
  ["colons", "status:draft", `"status:draft"`],
  ["parentheses", "(mug)", `"(mug)"`],
  ["quotes", `12"`, `"12\\""`],
  ["single quotes", "men's", `"men's"`],
  ["backslashes", "a\\b", `"a\\\\b"`],
  ["a backslash before a closing quote", `\\"`, `"\\\\\\""`],
  ["connectives", "OR", `"OR"`],
  ["connectives in small letters", "and", `"and"`],
  ["negation", "-mug", `"-mug"`],
  ["a comparator", ">5", `">5"`],
  ["a star", "*", `"*"`],
])("%s are text, not syntax", (_what, search, value) => {
  expect(buildSearchQuery({ search })).toBe(`(title:${value} OR sku:${value})`);
});

test("filters are exact and all have to fit", () => {
  expect(
    buildSearchQuery({
      sku: "MUG:01",
      status: "DRAFT",
      vendor: `Smith "&" Sons (UK)`,
      productType: "Mug",
      tag: "new AND old",
      collectionId: "108179161409",
    }),
  ).toBe(
    `sku:"MUG:01" AND status:draft AND vendor:"Smith \\"&\\" Sons (UK)" AND product_type:"Mug" AND tag:"new AND old" AND collection_id:108179161409`,
  );
});

test("a collection id that is none finds nothing instead of everything", () => {
  expect(buildSearchQuery({ collectionId: "1 OR status:active" })).toBe("collection_id:0");
});

test("an endless search is cut", () => {
  expect(buildSearchQuery({ search: "mug ".repeat(10_000) }).length).toBeLessThan(500);
  expect(buildSearchQuery({ search: "m".repeat(10_000) }).length).toBeLessThan(500);
});
