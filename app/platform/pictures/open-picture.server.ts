import sharp, { type Metadata, type Sharp, type SharpOptions } from "sharp";
import { bearable } from "./bearable.ts";
import { PictureRefused } from "./picture-refused.ts";
import { sniffPhoto } from "./picture-type.ts";

/**
 * What a decoder may hold of one picture. Whatever Shopify takes (25 megapixels) is below it, if it is a JPEG, PNG, WebP
 * or GIF of 8 bits; an AVIF may have 12.
 */
const MOST_HELD = 192 * 1024 * 1024;
/** For decoding, and again for what is made of it. */
const SECONDS = 20;

export type Picture = {
  /** Upright. */
  width: number;
  height: number;
  /** A pipeline from its pixels, as it lies in the file. */
  pixels: () => Sharp;
};

/**
 * The only way from a file to pixels: refuses by the header what would cost much time or memory to decode, and sets the
 * decoder's own limits for what it reads later. Rejects with PictureRefused.
 */
export async function openPicture(bytes: Buffer, mostPixels: number): Promise<Picture> {
  const type = sniffPhoto(bytes);
  if (!type) throw new PictureRefused("not a picture file");
  const file = bearable(bytes, type);
  const metadata = await headerOf(file);
  const { width, height } = metadata.autoOrient;
  if (width * height > mostPixels)
    throw new PictureRefused("too many pixels", { isTooLarge: true, width, height });
  const held = bytesHeld(metadata);
  if (held > MOST_HELD)
    throw new PictureRefused("too much to decode", { isTooLarge: true, width, height, held });
  const options: SharpOptions = { limitInputPixels: mostPixels, failOn: "truncated" };
  return { width, height, pixels: () => sharp(file, options).timeout({ seconds: SECONDS }) };
}

async function headerOf(file: Buffer): Promise<Metadata> {
  try {
    return await sharp(file, { limitInputPixels: false, failOn: "truncated" }).metadata();
  } catch (cause) {
    throw new PictureRefused("no readable header", { bytes: file.length }, { cause });
  }
}

const BYTES_OF: Record<string, number> = {
  uchar: 1,
  char: 1,
  ushort: 2,
  short: 2,
  uint: 4,
  int: 4,
  float: 4,
};

/** What its decoder holds at once: next to nothing of a format that is read line by line, else all of it. */
function bytesHeld(metadata: Metadata): number {
  const { format, width, height, channels, depth, isProgressive = false, orientation = 1 } = metadata;
  const pixels = width * height;
  const whole = pixels * channels * (BYTES_OF[depth] ?? 16);
  const turned = orientation > 1 ? whole : 0; // turned in memory before anything is made of it
  if (format === "png") return turned + (isProgressive ? whole : 0);
  // A progressive JPEG is kept as coefficients until its last scan is read.
  if (format === "jpeg") return turned + (isProgressive ? 2 * pixels * samplesOf(metadata) : 0);
  if (format === "webp" || format === "gif") return turned + 4 * pixels;
  // Measured of AVIF: planes of the decoder, of the library above it, and lines. Of a TIFF one strip may be all of it.
  return turned + (format === "heif" ? 16 * pixels : whole);
}

/** Per pixel: with 4:2:0 two of three components are kept at a quarter. */
function samplesOf({ channels, chromaSubsampling = "" }: Metadata): number {
  return channels === 3 && chromaSubsampling === "4:2:0" ? 1.5 : channels;
}
