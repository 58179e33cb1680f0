import { withProvenance } from "../library/provenance-file.ts";
import type { ProvenanceFacts } from "../library/provenance-xmp.ts";
import { PackshotError } from "../platform/errors.ts";
import { openPicture, type Picture } from "../platform/pictures/open-picture.server.ts";

/** Shopify's limits, on the safe side: 20 MB, 20 megapixels and 5,000 pixels a side. */
const MOST_BYTES = 20_000_000;
const MOST_PIXELS = 20_000_000;
const LONGEST_SIDE = 5000;
const QUALITY = 90;
/** What the library holds at the most. */
const MOST_STORED_PIXELS = 50_000_000;

/**
 * The file as Shopify gets it: an sRGB JPEG within its limits. EXIF stays; XMP is written anew, since encoding again
 * drops it and images of earlier days had none.
 */
export async function publicationImage(
  bytes: Buffer,
  facts: ProvenanceFacts,
  mostBytes = MOST_BYTES,
): Promise<Buffer> {
  try {
    const picture = await openPicture(bytes, MOST_STORED_PIXELS);
    const { width, height } = picture;
    const scale = Math.min(
      1,
      LONGEST_SIDE / Math.max(width, height),
      Math.sqrt(MOST_PIXELS / (width * height)),
    );
    return await smallEnough(picture, facts, Math.floor(width * scale), mostBytes);
  } catch (cause) {
    throw new PackshotError("media_failed", { bytes: bytes.length }, { cause });
  }
}

/** A picture of noise may need several goes. */
async function smallEnough(
  picture: Picture,
  facts: ProvenanceFacts,
  width: number,
  mostBytes: number,
): Promise<Buffer> {
  const jpeg = await picture
    .pixels()
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .keepExif()
    .jpeg({ quality: QUALITY, chromaSubsampling: "4:4:4" })
    .toBuffer();
  const file = withProvenance(jpeg, "image/jpeg", facts);
  return file.length <= mostBytes ? file : smallEnough(picture, facts, Math.floor(width * 0.8), mostBytes);
}
