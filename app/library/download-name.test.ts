import { expect, it } from "vitest";
import { downloadName } from "./download-name.ts";

const image = {
  id: "0190f3e2-0000-7000-8000-00000000c0de",
  productTitle: "Stillwater Mug",
  recipeName: "White background",
  objectKey: "shops/a/generation/attempt.png",
};

it("names the product, the recipe and the file type", () => {
  expect(downloadName(image)).toBe("Stillwater Mug, white background c0de.png");
});

it("shortens a long title between characters", () => {
  const name = downloadName({ ...image, productTitle: "☕".repeat(300) });
  expect(name).toBe(`${"☕".repeat(80)}, white background c0de.png`);
});
