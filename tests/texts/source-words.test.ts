import { expect, it } from "vitest";
import { speechIn } from "../../app/texts/catalogues.server.ts";
import { foundWords, sourceWords } from "../../app/ui/batches/source-words.ts";

const { t } = speechIn({ language: "en", locale: "en" }).texts;
const german = speechIn({ language: "de", locale: "de" }).texts.t;

it.each([
  [{}, 0, "No products"],
  [{}, 1, "The one product"],
  [{}, 1240, "All 1,240 products"],
  [{ tag: "summer" }, 1240, "All 1,240 products with tag summer"],
  [
    { status: "DRAFT", search: "mug", vendor: "Northwind" },
    12,
    "All 12 draft products matching “mug” by Northwind",
  ],
  [{ collectionId: "7", productType: "Lamp" }, undefined, "All products in a collection of type Lamp"],
  [{ tag: "{none}", sku: "A<b>1" }, undefined, "All products with SKU A<b>1 with tag {none}"],
] as const)("says a search of %j", (filters, total, words) => {
  expect(foundWords(t, { filters }, total)).toBe(words);
});

it("says it as another language puts it", () => {
  expect(foundWords(german, { filters: { status: "DRAFT", tag: "Sommer" } }, 1240)).toBe(
    "Alle 1.240 Produkte mit Status „Entwurf“ mit Tag Sommer",
  );
});

it.each([
  [{ from: "photos" }, "Chosen photos"],
  [{ from: "search", filters: { tag: "summer" } }, "All products with tag summer"],
  [{ from: "search", filters: { collectionId: "7" }, collectionTitle: "Autumn" }, "All products in “Autumn”"],
  [{ from: "list", words: 1 }, "1 pasted SKU or handle"],
] as const)("says the source %j", (source, words) => {
  expect(sourceWords(t, source)).toBe(words);
});
