import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { expect, test } from "vitest";
import { keepNeededLoaders } from "./loaders.server.ts";

const picture = sharp({ create: { width: 8, height: 8, channels: 3, background: "teal" } });
const kinds = ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const;

// Holds for the process: each file of tests has one of its own.
test("photos are decoded from memory, and nothing else is, from nowhere else", async () => {
  const files = await Promise.all(kinds.map((kind) => picture.clone().toFormat(kind).toBuffer()));
  const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>`);
  const folder = await mkdtemp(join(tmpdir(), "packshot-loaders-"));
  const onDisk = join(folder, "picture.png");
  await picture.clone().png().toFile(onDisk);
  expect(await sharp(svg).metadata()).toMatchObject({ width: 8 });

  keepNeededLoaders();
  for (const file of files) expect(await sharp(file).metadata()).toMatchObject({ width: 8 });
  await expect(sharp(svg).metadata()).rejects.toThrow("unsupported image format");
  await expect(sharp(onDisk).metadata()).rejects.toThrow("unsupported image format");
  await rm(folder, { recursive: true });
});
