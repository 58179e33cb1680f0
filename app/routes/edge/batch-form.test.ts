import { describe, expect, it } from "vitest";
import { MAX_PHOTOS } from "../../generation/selection.ts";
import { isPackshotError } from "../../platform/errors.ts";
import { readGenerateForm } from "./batch-form.server.ts";
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
  return read(body);
}

function read(body: URLSearchParams) {
  return readGenerateForm(new Request("http://app.test/app/generate", { method: "POST", body })).catch(
    (error) => {
      if (isPackshotError(error)) return error.code;
      throw error;
    },
  );
}

const photo = { productId: "1", photoId: "2" };

it("reads what Generate sends", async () => {
  expect(await send([photo])).toMatchObject({
    from: "photos",
    batch: { ...FIELDS, imagesPerPhoto: 2, photos: [photo] },
  });
});

describe("a form for many products", () => {
  const sendMany = (change: Record<string, string>) =>
    read(new URLSearchParams({ formToken: newFormToken(), ...FIELDS, ...change }));

  it("names a search", async () => {
    const filters = JSON.stringify({ tag: "summer" });
    const rules = { photoChoice: "all", fewerThanPhotos: "3", withoutImage: "yes" };
    const collectionTitle = "Autumn";
    expect(await sendMany({ from: "search", filters, collectionTitle, ...rules })).toMatchObject({
      from: "search",
      quote: {
        selection: { from: "search", filters: { tag: "summer" }, collectionTitle },
        ...{ photoChoice: "all", fewerThanPhotos: 3, withoutImage: true, imagesPerPhoto: 2 },
      },
    });
  });

  it("brings a list", async () => {
    expect(await sendMany({ from: "list", words: "a\r\nb\n\na", fewerThanPhotos: "" })).toMatchObject({
      quote: { selection: { from: "list", words: ["a", "b"] }, photoChoice: "first", withoutImage: false },
    });
  });

  it.each([
    ["an empty list", { from: "list", words: " \n" }, "nothing_pasted"],
    [
      "50,001 lines",
      { from: "list", words: Array.from({ length: 50_001 }, (_, line) => line).join("\n") },
      "list_too_long",
    ],
    [
      "a filter that is none",
      { from: "search", filters: JSON.stringify({ status: "GONE" }) },
      "invalid_input",
    ],
    ["another source", { from: "elsewhere" }, "invalid_input"],
    ["fewer photos than one", { from: "list", words: "a", fewerThanPhotos: "0" }, "invalid_input"],
  ])("with %s is refused", async (_, change, code) => {
    expect(await sendMany(change)).toBe(code);
  });
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
