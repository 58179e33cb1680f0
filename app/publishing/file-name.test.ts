import { expect, test } from "vitest";
import { fileNameFor, isNamed } from "./file-name.ts";

const publicationId = "0f9d3c1e-1111-4222-8333-444455556666";
const nameOf = (productTitle: string) => fileNameFor({ productTitle, recipeKey: "flat_lay", publicationId });

test.each([
  ["Blue Mug", "blue-mug-flat-lay-0f9d3c1e.jpg"],
  ['Café crème – 12"', "cafe-creme-12-flat-lay-0f9d3c1e.jpg"],
  ["<b>Mug</b> ../../etc", "b-mug-b-etc-flat-lay-0f9d3c1e.jpg"],
  ["كوب أزرق", "product-flat-lay-0f9d3c1e.jpg"],
  ["", "product-flat-lay-0f9d3c1e.jpg"],
])("%j becomes %s", (title, name) => {
  expect(nameOf(title)).toBe(name);
});

test("a long title is cut so that the publication's part stays", () => {
  const name = nameOf("Very long ".repeat(60));
  expect(name.length).toBeLessThanOrEqual(100);
  expect(name).toMatch(/[a-z]-flat-lay-0f9d3c1e\.jpg$/);
});

test("our name is known again on Shopify's CDN", () => {
  const name = nameOf("Blue Mug");
  const cdn = "https://cdn.shopify.com/s/files/1/0001/files/";
  expect(isNamed(`${cdn}${name}?v=1732000000`, name)).toBe(true);
  expect(isNamed(`${cdn}blue-mug-flat-lay-0f9d3c1e_2b1c-44.jpg?v=1`, name)).toBe(true);
  expect(isNamed(`${cdn}blue-mug-flat-lay-99999999.jpg?v=1`, name)).toBe(false);
  expect(isNamed(`${cdn}other.jpg?name=${name}`, name)).toBe(false);
});

test("a name that is no proper address is not ours, and breaks nothing", () => {
  expect(isNamed("https://cdn.shopify.com/s/files/1/0001/files/50%off.jpg?v=1", nameOf("Blue Mug"))).toBe(
    false,
  );
});
