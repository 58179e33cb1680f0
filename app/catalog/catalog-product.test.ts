import { expect, test } from "vitest";
import { catalogProduct, type ProductAnswer } from "./catalog-product.ts";

const image = { url: "https://cdn.shopify.com/mug.jpg", width: 1200, height: 1600 };

function mediaImage(id: number, fields: object = {}): ProductAnswer["media"]["nodes"][number] {
  return {
    __typename: "MediaImage",
    id: `gid://shopify/MediaImage/${id}`,
    alt: null,
    status: "READY",
    mimeType: "image/jpeg",
    image,
    ...fields,
  };
}

function answer(fields: Partial<ProductAnswer> = {}): ProductAnswer {
  return {
    id: "gid://shopify/Product/7",
    title: "<b>Mug</b>",
    handle: "mug",
    status: "ACTIVE",
    vendor: "Northwind",
    productType: "Mug",
    mediaCount: { count: 1 },
    media: { nodes: [mediaImage(1)] },
    ...fields,
  };
}

test("a product with a photo", () => {
  expect(catalogProduct(answer())).toEqual({
    id: "7",
    title: "<b>Mug</b>",
    handle: "mug",
    status: "ACTIVE",
    vendor: "Northwind",
    productType: "Mug",
    photos: [{ id: "1", ...image, alt: "", mimeType: "image/jpeg" }],
    mediaCount: 1,
    hiddenPhotos: 0,
    otherMedia: 0,
  });
});

test("what is no usable photo is counted, in place of failing", () => {
  const nodes = [
    { __typename: "Video" as const },
    { __typename: "Model3d" as const },
    { __typename: "ExternalVideo" as const },
    mediaImage(2, { status: "PROCESSING", image: null }),
    mediaImage(3, { status: "FAILED", image: null }),
    mediaImage(4, { image: null }),
    mediaImage(5),
  ];
  const product = catalogProduct(answer({ media: { nodes }, mediaCount: { count: 250 } }));
  expect(product.photos.map((photo) => photo.id)).toEqual(["5"]);
  expect(product).toMatchObject({ otherMedia: 6, hiddenPhotos: 243 });
});

test("a product without media, or without a count", () => {
  expect(catalogProduct(answer({ media: { nodes: [] }, mediaCount: null }))).toMatchObject({
    photos: [],
    mediaCount: 0,
    hiddenPhotos: 0,
    otherMedia: 0,
  });
});
