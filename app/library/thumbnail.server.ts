import sharp from "sharp";

const LONGEST_SIDE = 512;

/** A small sRGB WebP for lists and grids. */
export async function thumbnailOf(bytes: Buffer): Promise<Buffer> {
  return sharp(bytes, { limitInputPixels: 50_000_000, failOn: "truncated" })
    .autoOrient()
    .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
    .toColourspace("srgb")
    .webp({ quality: 80 })
    .timeout({ seconds: 20 })
    .toBuffer();
}
