import sharp, { type Sharp } from "sharp";
import { describe, expect, test } from "vitest";
import { pngChunk } from "../platform/pictures/png-chunks.ts";
import { webpChunk } from "../platform/pictures/webp-chunks.ts";
import type { PictureType } from "../platform/pictures/picture-type.ts";
import { withProvenance } from "./provenance-file.ts";

const facts = {
  ...{ model: "gemini-nano-banana-2.1", recipeName: `Mugs & "more" <1>`, recipeVersion: 3 },
  createdAt: new Date("2026-11-20T12:00:00.000Z"),
};

const noise = (channels: 3 | 4 = 3) =>
  sharp({
    create: {
      ...{ width: 81, height: 60, channels, background: { r: 9, g: 99, b: 199, alpha: 0.5 } },
      noise: channels === 3 ? { type: "gaussian", mean: 128, sigma: 50 } : undefined,
    },
  });

const files: [string, PictureType, () => Sharp][] = [
  ["a JPEG", "image/jpeg", () => noise().jpeg()],
  ["a progressive JPEG", "image/jpeg", () => noise().jpeg({ progressive: true })],
  ["a PNG", "image/png", () => noise().png()],
  ["a PNG with alpha", "image/png", () => noise(4).png()],
  ["a WebP", "image/webp", () => noise().webp()],
  ["a lossless WebP", "image/webp", () => noise().webp({ lossless: true })],
  ["a WebP with alpha", "image/webp", () => noise(4).webp()],
  ["a lossless WebP with alpha", "image/webp", () => noise(4).webp({ lossless: true })],
];

const pixels = (bytes: Buffer) => sharp(bytes, { failOn: "warning" }).raw().toBuffer();
const xmpOf = async (bytes: Buffer) => (await sharp(bytes).metadata()).xmp?.toString() ?? "";

describe.each(files)("%s", (_, type, make) => {
  test("says what it is to any reader, and its pixels are the same", async () => {
    const bytes = await make().toBuffer();
    const written = withProvenance(bytes, type, facts);
    const xmp = await xmpOf(written);
    expect(xmp).toContain(
      'Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"',
    );
    expect(xmp).toContain('xmp:CreatorTool="Packshot"');
    expect(xmp).toContain('Iptc4xmpExt:AISystemUsed="gemini-nano-banana-2.1"');
    expect(xmp).toContain("Mugs &amp; &quot;more&quot; &lt;1&gt;, version 3");
    expect(xmp).toContain('xmp:CreateDate="2026-11-20T12:00:00.000Z"');
    expect(await pixels(written)).toEqual(await pixels(bytes));
  });

  test("written again it is the same file", async () => {
    const written = withProvenance(await make().toBuffer(), type, facts);
    expect(withProvenance(written, type, facts)).toEqual(written);
  });

  test("what it said before is replaced, its other metadata stays", async () => {
    const before = await make()
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/">${"somebody ".repeat(50)}</x:xmpmeta>`)
      .withExif({ IFD0: { Software: "Model" } })
      .withIccProfile("p3")
      .toBuffer();
    const written = withProvenance(before, type, facts);
    expect(written.includes("somebody")).toBe(false);
    expect((await xmpOf(written)).match(/<x:xmpmeta/g)).toHaveLength(1);
    const [was, is] = [await sharp(before).metadata(), await sharp(written).metadata()];
    expect(is.exif).toEqual(was.exif);
    expect(is.icc).toEqual(was.icc);
    expect(await pixels(written)).toEqual(await pixels(before));
  });

  test("what lies behind its end stays behind", async () => {
    const bytes = await make().toBuffer();
    const tail = Buffer.from("<script>alert(1)</script>");
    expect(withProvenance(Buffer.concat([bytes, tail]), type, facts)).toEqual(
      withProvenance(bytes, type, facts),
    );
  });
});

const manifest = Buffer.from("jumb c2pa manifest of the model");

test("a C2PA manifest stays, wherever a format keeps it", async () => {
  const [jpeg, png, webp] = await Promise.all([
    noise().jpeg().toBuffer(),
    noise().png().toBuffer(),
    noise().webp().toBuffer(),
  ]);
  const app11 = Buffer.concat([Buffer.from([0xff, 0xeb, 0, manifest.length + 2]), manifest]);
  const inJpeg = Buffer.concat([jpeg.subarray(0, 2), app11, jpeg.subarray(2)]);
  const inPng = Buffer.concat([png.subarray(0, 33), pngChunk("caBX", manifest), png.subarray(33)]);
  const inWebp = Buffer.concat([webp, webpChunk("C2PA", manifest)]);
  inWebp.writeUInt32LE(inWebp.length - 8, 4);
  expect(withProvenance(inJpeg, "image/jpeg", facts).includes(app11)).toBe(true);
  expect(withProvenance(inPng, "image/png", facts).includes(pngChunk("caBX", manifest))).toBe(true);
  expect(withProvenance(inWebp, "image/webp", facts).includes(webpChunk("C2PA", manifest))).toBe(true);
});

test("XMP that was too long for one segment goes whole", async () => {
  const jpeg = await noise().jpeg().toBuffer();
  const name = "http://ns.adobe.com/xmp/extension/\0";
  const more = Buffer.concat([
    Buffer.from([0xff, 0xe1, 0, name.length + 10]),
    Buffer.from(name),
    Buffer.from("leftover"),
  ]);
  const written = withProvenance(
    Buffer.concat([jpeg.subarray(0, 2), more, jpeg.subarray(2)]),
    "image/jpeg",
    facts,
  );
  expect(written).toEqual(withProvenance(jpeg, "image/jpeg", facts));
});
