import { expect, it } from "vitest";
import { productsInWords, sourceInWords } from "./source-words.ts";

it.each([
  [{}, 1, "1 product"],
  [{}, 1240, "1,240 products"],
  [{ tag: "summer" }, 1240, "1,240 products with tag summer"],
  [
    { status: "DRAFT", search: "mug", vendor: "Northwind" },
    12,
    "12 draft products matching “mug” by Northwind",
  ],
  [{ collectionId: "7", productType: "Lamp" }, undefined, "products in a collection of type Lamp"],
])("says a search of %j", (filters, total, words) => {
  expect(productsInWords(filters, total)).toBe(words);
});

it("names the collection where it is known", () => {
  expect(productsInWords({ collectionId: "7" }, 3, "Autumn")).toBe("3 products in “Autumn”");
});

it.each([
  [{ from: "photos" }, "Chosen photos"],
  [{ from: "search", filters: { tag: "summer" } }, "All products with tag summer"],
  [{ from: "search", filters: { collectionId: "7" } }, "All products in a collection"],
  [{ from: "search", filters: { collectionId: "7" }, collectionTitle: "Autumn" }, "All products in “Autumn”"],
  [{ from: "list", words: 1 }, "1 pasted SKU or handle"],
  [{ from: "list" }, "Pasted list"],
])("says the source %j", (source, words) => {
  expect(sourceInWords(source)).toBe(words);
});
