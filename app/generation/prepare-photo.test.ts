import sharp, { type OverlayOptions, type Sharp } from "sharp";
import { expect, test } from "vitest";
import { preparePhoto } from "./prepare-photo.server.ts";

const bytesOf = ({ base64 }: { base64: string }) => Buffer.from(base64, "base64");

const RED = { r: 200, g: 20, b: 20 };
const BLUE = "#1414c8";

function plain(width: number, height: number, background: object | string = RED): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** Noise compresses badly: a file that is long enough to be cut in the middle of its pixels. */
function noise(width: number, height: number): Sharp {
  return sharp({
    create: {
      width,
      height,
      channels: 3,
      background: RED,
      noise: { type: "gaussian", mean: 128, sigma: 60 },
    },
  });
}

async function colourAt(bytes: Buffer, left: number, top: number): Promise<number[]> {
  const dot = await sharp(bytes).extract({ left, top, width: 1, height: 1 }).raw().toBuffer();
  return [...dot];
}

test("a large photo comes out as a JPEG of 1536 pixels", async () => {
  const photo = await preparePhoto(await plain(6400, 4700).jpeg().toBuffer());
  expect(photo).toMatchObject({ mimeType: "image/jpeg", width: 1536, height: 1128 });
  const { format, space, depth, channels } = await sharp(bytesOf(photo)).metadata();
  expect({ format, space, depth, channels }).toEqual({
    format: "jpeg",
    space: "srgb",
    depth: "uchar",
    channels: 3,
  });
});

test("a small photo is not blown up", async () => {
  expect(await preparePhoto(await plain(300, 200).png().toBuffer())).toMatchObject({
    width: 300,
    height: 200,
  });
});

test("a photo on its side is put upright", async () => {
  const top: OverlayOptions = {
    input: { create: { width: 40, height: 20, channels: 3, background: BLUE } },
    gravity: "north",
  };
  const lying = await plain(40, 60).composite([top]).withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const photo = await preparePhoto(lying);
  expect(photo).toMatchObject({ width: 60, height: 40 });
  const [red = 0, , blue = 0] = await colourAt(bytesOf(photo), 55, 20);
  expect(blue).toBeGreaterThan(red + 100);
});

test("CMYK becomes the colour it prints", async () => {
  const photo = await preparePhoto(await plain(80, 80).toColourspace("cmyk").jpeg().toBuffer());
  const [red = 0, green = 0, blue = 0] = await colourAt(bytesOf(photo), 40, 40);
  expect((await sharp(bytesOf(photo)).metadata()).space).toBe("srgb");
  expect(red).toBeGreaterThan(green + 80);
  expect(red).toBeGreaterThan(blue + 80);
});

test("16 bits become 8, grey becomes sRGB", async () => {
  const deep = await preparePhoto(await plain(50, 50).toColourspace("rgb16").png().toBuffer());
  expect(await sharp(bytesOf(deep)).metadata()).toMatchObject({ depth: "uchar", space: "srgb" });
  const grey = await preparePhoto(await plain(50, 50).greyscale().png().toBuffer());
  expect(await sharp(bytesOf(grey)).metadata()).toMatchObject({ channels: 3, space: "srgb" });
});

test("what is transparent becomes white", async () => {
  const clear = sharp({ create: { width: 50, height: 50, channels: 4, background: { ...RED, alpha: 0 } } });
  const photo = await preparePhoto(await clear.png().toBuffer());
  expect(await colourAt(bytesOf(photo), 25, 25)).toEqual([255, 255, 255]);
});

test.each(["gif", "webp"] as const)("of an animated %s the first frame is taken", async (format) => {
  const frames = await Promise.all(
    [plain(64, 48), plain(64, 48, BLUE)].map((frame) => frame.png().toBuffer()),
  );
  const animated = await sharp(frames, { join: { animated: true } })
    .toFormat(format)
    .toBuffer();
  expect((await sharp(animated).metadata()).pages).toBe(2);
  const photo = await preparePhoto(animated);
  expect(photo).toMatchObject({ width: 64, height: 48 });
  const [red = 0, , blue = 0] = await colourAt(bytesOf(photo), 32, 24);
  expect(red).toBeGreaterThan(blue + 100);
});

test("AVIF and TIFF are read too", async () => {
  expect(await preparePhoto(await plain(60, 40).avif().toBuffer())).toMatchObject({ width: 60, height: 40 });
  expect(await preparePhoto(await plain(60, 40).tiff().toBuffer())).toMatchObject({ width: 60, height: 40 });
});

test("30 megapixels are fine, more than 50 are not", async () => {
  const large = await plain(6500, 4700).png().toBuffer();
  expect(await preparePhoto(large)).toMatchObject({ width: 1536 });
  const huge = await plain(8000, 6500).png().toBuffer();
  await expect(preparePhoto(huge)).rejects.toMatchObject({ code: "photo_too_large" });
});

test.each(["jpeg", "png", "webp"] as const)("a truncated %s is refused", async (format) => {
  const whole = await noise(400, 300).toFormat(format).toBuffer();
  const half = whole.subarray(0, whole.length / 2);
  await expect(preparePhoto(half)).rejects.toMatchObject({ code: "photo_not_usable" });
});

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>`;
test.each([
  ["an empty file", Buffer.alloc(0)],
  ["an SVG", Buffer.from(svg)],
  ["an SVG behind an XML head", Buffer.from(`\ufeff<?xml version="1.0"?>\n${svg}`)],
  ["a PDF", Buffer.from("%PDF-1.7\n")],
  ["a web page", Buffer.from("<!doctype html><p>Not found")],
  ["a JPEG that is only its head", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
  [
    "rubbish under a PNG's name",
    Buffer.concat([Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), Buffer.alloc(500, 7)]),
  ],
])("%s is refused", async (_, bytes) => {
  await expect(preparePhoto(bytes)).rejects.toMatchObject({ code: "photo_not_usable" });
});
