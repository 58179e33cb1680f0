import sharp from "sharp";
import { PackshotError } from "../platform/errors.ts";

/** Shopify's limits, on the safe side: 20 MB, 20 megapixels and 5,000 pixels a side. */
const MOST_BYTES = 20_000_000;
const MOST_PIXELS = 20_000_000;
const LONGEST_SIDE = 5000;
const QUALITY = 90;

/** The file as Shopify gets it: an sRGB JPEG within its limits. EXIF and XMP stay, so that its provenance does. */
export async function publicationImage(bytes: Buffer, mostBytes = MOST_BYTES): Promise<Buffer> {
  try {
    const { width, height, orientation = 1 } = await sharp(bytes).metadata();
    const scale = Math.min(
      1,
      LONGEST_SIDE / Math.max(width, height),
      Math.sqrt(MOST_PIXELS / (width * height)),
    );
    const upright = orientation >= 5 ? height : width;
    return await smallEnough(bytes, Math.floor(upright * scale), mostBytes);
  } catch (cause) {
    throw new PackshotError("media_failed", { bytes: bytes.length }, { cause });
  }
}

/** A picture of noise may need several goes. */
async function smallEnough(bytes: Buffer, width: number, mostBytes: number): Promise<Buffer> {
  const jpeg = await sharp(bytes)
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .keepExif()
    .keepXmp()
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return jpeg.length <= mostBytes ? jpeg : smallEnough(bytes, Math.floor(width * 0.8), mostBytes);
}
