import { PackshotError } from "../platform/errors.ts";
import { openPicture } from "../platform/pictures/open-picture.server.ts";

const LONGEST_SIDE = 512;
const MOST_PIXELS = 50_000_000;

/** A small sRGB WebP for lists and grids. */
export async function thumbnailOf(bytes: Buffer): Promise<Buffer> {
  try {
    const picture = await openPicture(bytes, MOST_PIXELS);
    return await picture
      .pixels()
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .toColourspace("srgb")
      .webp({ quality: 80 })
      .toBuffer();
  } catch (cause) {
    // It has been decoded before, but not as a thumbnail is: a spoilt JPEG may fail in one way and not in the other.
    throw new PackshotError("model_bad_image", { reason: "no thumbnail", bytes: bytes.length }, { cause });
  }
}
