import sharp from "sharp";
import { beforeAll, describe, expect, test } from "vitest";
import { checkPicture } from "./check-picture.server.ts";
import type { PreparedPhoto } from "./image-model.ts";
import { preparePhoto } from "./prepare-photo.server.ts";

const bytesOf = ({ base64 }: { base64: string }) => Buffer.from(base64, "base64");

type Scene = {
  side?: number;
  height?: number;
  backdrop?: string;
  colour?: string;
  left?: number;
  shadow?: boolean;
};

/** A bottle on a backdrop: enough of a product for pictures of it to be alike or not. */
function bottle(scene: Scene = {}): Buffer {
  const {
    side = 1024,
    height = side,
    backdrop = "#ffffff",
    colour = "#2a6f4e",
    left = 380,
    shadow = false,
  } = scene;
  const ground = shadow ? `<ellipse cx="${left + 130}" cy="905" rx="190" ry="28" fill="#c9c9c9"/>` : "";
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${height}"
    viewBox="0 0 1024 ${(1024 * height) / side}"><rect width="1024" height="2048" fill="${backdrop}"/>${ground}
    <rect x="${left}" y="300" width="260" height="600" rx="40" fill="${colour}"/>
    <rect x="${left + 90}" y="150" width="80" height="160" fill="#d8b25c"/></svg>`);
}

const png = (scene?: Scene) => sharp(bottle(scene)).png().toBuffer();
const asked = { aspectRatio: "1:1", imageSize: "1K" } as const;
let photo: PreparedPhoto;

beforeAll(async () => {
  photo = await preparePhoto(await png());
});

test.each(["png", "jpeg", "webp"] as const)("a new %s passes as it came", async (format) => {
  const bytes = await sharp(bottle({ backdrop: "#b98d5f" }))
    .toFormat(format)
    .toBuffer();
  const picture = await checkPicture(raw(bytes), { photo, ...asked });
  expect(picture).toEqual({
    bytes,
    mimeType: `image/${format}`,
    width: 1024,
    height: 1024,
    ratioDiffers: false,
    latencyMs: 1,
  });
});

describe("unchanged", () => {
  test.each([
    ["the photo's own bytes", async () => bytesOf(photo)],
    ["the photo encoded again", () => sharp(bytesOf(photo)).webp({ quality: 60 }).toBuffer()],
    ["the photo in another size", () => sharp(bytesOf(photo)).resize(2048).jpeg({ quality: 75 }).toBuffer()],
  ])("%s", async (_, picture) => {
    await expect(checkPicture(raw(await picture()), { photo, ...asked })).rejects.toMatchObject({
      code: "model_unchanged",
    });
  });

  test("a photo that came back in its own ratio, not the one asked for", async () => {
    const tall = await preparePhoto(await png({ height: 1366 }));
    await expect(checkPicture(raw(bytesOf(tall)), { photo: tall, ...asked })).rejects.toMatchObject({
      code: "model_unchanged",
    });
  });
});

test.each([
  ["white again, with a shadow", { shadow: true }],
  ["white again, the product moved a little", { left: 400 }],
  ["the same picture in another colour", { colour: "#6f2a4e" }],
  ["the same product on another ground", { backdrop: "#dfe7ea" }],
])("%s is a change", async (_, scene) => {
  expect(await checkPicture(raw(await png(scene)), { photo, ...asked })).toMatchObject({ width: 1024 });
});

test("a ratio that differs by more than 3 % is noted, a rounded one is not", async () => {
  const rounded = await png({ side: 928, height: 1152, backdrop: "#888888" });
  const square = await png({ backdrop: "#888888" });
  const request = { photo, aspectRatio: "4:5", imageSize: "1K" } as const;
  expect(await checkPicture(raw(rounded), request)).toMatchObject({
    width: 928,
    height: 1152,
    ratioDiffers: false,
  });
  expect(await checkPicture(raw(square), request)).toMatchObject({ ratioDiffers: true });
});

test("a size smaller than asked is broken", async () => {
  const bytes = await png({ backdrop: "#888888" });
  await expect(
    checkPicture(raw(bytes), { photo, aspectRatio: "1:1", imageSize: "2K" }),
  ).rejects.toMatchObject({
    code: "model_bad_image",
  });
});

test.each([
  ["nothing", async () => Buffer.alloc(0)],
  ["a text", async () => Buffer.from("I cannot draw this.")],
  ["a GIF", () => sharp(bottle()).gif().toBuffer()],
  ["an SVG", async () => bottle()],
  ["half a PNG", async () => half(await png({ backdrop: "#123456" }))],
  [
    "half a JPEG",
    async () =>
      half(
        await sharp(bottle({ backdrop: "#123456" }))
          .jpeg()
          .toBuffer(),
      ),
  ],
  [
    "half a WebP",
    async () =>
      half(
        await sharp(bottle({ backdrop: "#123456" }))
          .webp()
          .toBuffer(),
      ),
  ],
])("%s is broken", async (_, bytes) => {
  await expect(checkPicture(raw(await bytes()), { photo, ...asked })).rejects.toMatchObject({
    code: "model_bad_image",
  });
});

function half(bytes: Buffer): Buffer {
  return bytes.subarray(0, bytes.length / 2);
}

function raw(bytes: Buffer) {
  return { bytes, latencyMs: 1 };
}
