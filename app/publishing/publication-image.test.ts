import sharp, { type Metadata, type SharpOptions } from "sharp";
import { expect, test } from "vitest";
import { publicationImage } from "./publication-image.server.ts";

const facts = {
  ...{ model: "gemini-nano-banana-2.1", recipeName: "Studio", recipeVersion: 1 },
  createdAt: new Date("2026-11-20T12:00:00.000Z"),
};

function picture(width: number, height: number) {
  return sharp({ create: { width, height, channels: 4, background: { r: 0, g: 128, b: 128, alpha: 0 } } });
}

async function published(bytes: Buffer): Promise<Metadata & { bytes: Buffer }> {
  const jpeg = await publicationImage(bytes, facts);
  return { ...(await sharp(jpeg).metadata()), bytes: jpeg };
}

test("a transparent PNG becomes an sRGB JPEG on white, its size kept", async () => {
  const result = await published(await picture(640, 480).png().toBuffer());
  expect(result).toMatchObject({ format: "jpeg", space: "srgb", width: 640, height: 480, channels: 3 });
  const { channels } = await sharp(result.bytes).stats();
  expect(channels.map(({ mean }) => Math.round(mean))).toEqual([255, 255, 255]);
});

test("EXIF stays, and it says that AI made it, whatever the file in the library says", async () => {
  const old = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>made by nobody</x:xmpmeta>";
  const exif = { IFD0: { Software: "Camera" } };
  const result = await published(await picture(64, 64).withExif(exif).withXmp(old).png().toBuffer());
  expect(result.exif?.toString("latin1")).toContain("Camera");
  expect(result.xmp?.toString()).toContain("digitalsourcetype/compositeWithTrainedAlgorithmicMedia");
  expect(result.xmp?.toString()).not.toContain("nobody");
});

test("a CMYK JPEG becomes sRGB", async () => {
  const cmyk = await picture(64, 64).flatten().toColourspace("cmyk").jpeg().toBuffer();
  expect(await published(cmyk)).toMatchObject({ space: "srgb", channels: 3 });
});

test("a turned picture is set upright once", async () => {
  const turned = await picture(40, 20).flatten().withMetadata({ orientation: 6 }).jpeg().toBuffer();
  const result = await published(turned);
  expect(result).toMatchObject({ width: 20, height: 40 });
  expect(result.orientation ?? 1).toBe(1);
});

test.each([
  [6000, 5000],
  [6336, 2688],
  [4000, 5500],
])("%i by %i pixels come within the limits, in the same shape", async (width, height) => {
  const result = await published(await picture(width, height).flatten().jpeg().toBuffer());
  expect(result.width * result.height).toBeLessThanOrEqual(20_000_000);
  expect(Math.max(result.width, result.height)).toBeLessThanOrEqual(5000);
  expect(result.width / result.height).toBeCloseTo(width / height, 2);
});

test("a file with too many bytes is made smaller, as often as it takes", async () => {
  const noise: SharpOptions["create"] = {
    ...{ width: 800, height: 600, channels: 3, background: "black" },
    noise: { type: "gaussian", mean: 128, sigma: 90 },
  };
  const bytes = await sharp({ create: noise }).png().toBuffer();
  const limit = 200_000;
  expect((await publicationImage(bytes, facts)).length).toBeGreaterThan(limit * 1.5);
  const jpeg = await publicationImage(bytes, facts, limit);
  expect(jpeg.length).toBeLessThanOrEqual(limit);
  expect((await sharp(jpeg).metadata()).width).toBeLessThan(600);
});

test("what is no picture is refused", async () => {
  await expect(publicationImage(Buffer.from("not a picture"), facts)).rejects.toMatchObject({
    code: "media_failed",
  });
});
