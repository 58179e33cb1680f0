import sharp, { type Sharp } from "sharp";

export type NamedBytes = { name: string; bytes: Buffer };

/** A picture of grain, which compresses badly: a file that is long enough to be cut in its pixels. */
export function grain(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const pixels = Buffer.alloc(width * height * channels);
  let seed = 7;
  for (let at = 0; at < pixels.length; at++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    pixels[at] = seed >>> 24;
  }
  return sharp(pixels, { raw: { width, height, channels } });
}

export function flat(width: number, height: number, channels: 3 | 4 = 3): Sharp {
  const background = { r: 42, g: 111, b: 78, alpha: 0.5 };
  return sharp({ create: { width, height, channels, background } });
}

/** One sound file of each kind, in every way that it is decoded differently. */
export async function wholePictures(): Promise<Record<string, Buffer>> {
  const picture = grain(120, 90);
  const kinds = {
    "baseline.jpg": picture.clone().jpeg(),
    "progressive.jpg": picture.clone().jpeg({ progressive: true }),
    "plain.png": picture.clone().png(),
    "interlaced.png": picture.clone().png({ progressive: true }),
    "lossy.webp": picture.clone().webp(),
    "lossless.webp": picture.clone().webp({ lossless: true }),
    "still.gif": picture.clone().gif(),
    "plain.tiff": picture.clone().tiff({ compression: "none" }),
    "deflated.tiff": picture.clone().tiff({ compression: "deflate", tile: true }),
    "still.avif": picture.clone().avif({ effort: 0 }),
  };
  const entries = Object.entries(kinds).map(async ([name, kind]) => [name, await kind.toBuffer()] as const);
  return Object.fromEntries(await Promise.all(entries));
}
