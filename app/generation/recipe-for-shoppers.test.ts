import { expect, test } from "vitest";
import { recipeForShoppers } from "./recipe-for-shoppers.ts";

test.each([
  ["white_background", "en", "white background"],
  ["white_background", "de-CH", "Weißer Hintergrund"],
  ["white_background", "fr", "fond blanc"],
  ["white_background", "", "white background"],
  ["white_background", "ja", "white background"],
  ["free", "en", null],
  ["0199d1f2-own", "de", "By our Sea"],
])("%s in %j: %j", (recipeKey, wanted, said) => {
  expect(recipeForShoppers({ recipeKey, recipeName: "By our Sea" }, wanted)).toBe(said);
});
