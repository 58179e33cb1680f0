import { expect, test } from "vitest";
import { checkedAltText, defaultAltText } from "./alt-text.ts";

test.each([
  ["Green bottle", "studio", "", "Green bottle (studio)"],
  ["Green bottle", "studio", "Green bottle", "Green bottle (studio)"],
  ["Green bottle", "flat lay", "seen from the side", "Green bottle: seen from the side (flat lay)"],
  ["Bottle", "studio", "Bottle with a golden cap", "Bottle with a golden cap (studio)"],
  [" <b>Bottle</b>\n2 l ", "studio", "\u0000", "<b>Bottle</b> 2 l (studio)"],
  ["Grüne Flasche", null, "", "Grüne Flasche"],
])("%j, %j, %j: %j", (title, recipe, photoAlt, altText) => {
  expect(defaultAltText(title, recipe, photoAlt)).toBe(altText);
});

test("stays within Shopify's 512 characters, without cutting one in half", () => {
  const altText = defaultAltText("🍾".repeat(600), "Studio", "");
  expect([...altText]).toHaveLength(512);
  expect(checkedAltText(altText)).toBe(altText);
});

test("what people type is trimmed and checked", () => {
  expect(checkedAltText("  زجاجة خضراء ")).toBe("زجاجة خضراء");
  for (const typed of ["", "  ", "a\nb", "a\u0000", "a".repeat(513)]) {
    expect(() => checkedAltText(typed)).toThrow(expect.objectContaining({ code: "alt_text_wrong" }));
  }
});
