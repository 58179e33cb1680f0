import { expect, it } from "vitest";
import { MAX_PHOTOS } from "../../generation/batch-form.ts";
import { isPackshotError } from "../../platform/errors.ts";
import { readBatchForm } from "./batch-form.server.ts";
import { newFormToken } from "./input.server.ts";

const FIELDS = {
  recipeKey: "white_background",
  aspectRatio: "1:1",
  imageSize: "1K",
  imagesPerPhoto: "2",
};

function send(photos: unknown, change: Record<string, string> = {}) {
  const fields = { formToken: newFormToken(), photos: JSON.stringify(photos), ...FIELDS, ...change };
  const body = new URLSearchParams(fields);
  return readBatchForm(new Request("http://app.test/app/generate", { method: "POST", body })).catch(
    (error) => {
      if (isPackshotError(error)) return error.code;
      throw error;
    },
  );
}

const photo = { productId: "1", photoId: "2" };

it("reads what Generate sends", async () => {
  expect(await send([photo])).toMatchObject({ ...FIELDS, imagesPerPhoto: 2, photos: [photo] });
});

it("says so when no photo is chosen", async () => {
  expect(await send([])).toBe("nothing_chosen");
});

it("says so when too many are chosen", async () => {
  const photos = Array.from({ length: MAX_PHOTOS + 1 }, (_, index) => ({
    productId: "1",
    photoId: `${index}`,
  }));
  expect(await send(photos)).toBe("too_many_chosen");
});

it.each([
  ["a photo without a product", [{ photoId: "2" }], {}],
  ["an id that is none", [{ productId: "1", photoId: "gid://shopify/MediaImage/2" }], {}],
  ["a size of its own", [photo], { imageSize: "64K" }],
  ["more images than a photo gets", [photo], { imagesPerPhoto: "5" }],
  ["a number that is none", [photo], { imagesPerPhoto: "two" }],
])("refuses %s", async (_, photos, change) => {
  expect(await send(photos, change)).toBe("invalid_input");
});
