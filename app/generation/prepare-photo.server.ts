import { PackshotError } from "../platform/errors.ts";
import { openPicture } from "../platform/pictures/open-picture.server.ts";
import { PictureRefused } from "../platform/pictures/picture-refused.ts";
import { fingerprint } from "./fingerprint.server.ts";
import type { PreparedPhoto } from "./image-model.ts";

const MOST_PIXELS = 50_000_000;
/** Models look at no more than this; larger only costs time and memory. */
const LONGEST_SIDE = 1536;

/** Upright, sRGB, 8 bit, opaque, at most 1536 pixels long: one JPEG out of whatever a merchant uploaded. */
export async function preparePhoto(bytes: Buffer): Promise<PreparedPhoto> {
  try {
    const photo = await openPicture(bytes, MOST_PIXELS);
    const jpeg = await photo
      .pixels()
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 85 })
      .toBuffer();
    const prepared = await openPicture(jpeg, MOST_PIXELS);
    return {
      base64: jpeg.toString("base64"),
      mimeType: "image/jpeg",
      ...{ width: prepared.width, height: prepared.height },
      fingerprint: await fingerprint(prepared),
    };
  } catch (cause) {
    const refusal = cause instanceof PictureRefused ? cause : undefined;
    const code = refusal?.isTooLarge ? "photo_too_large" : "photo_not_usable";
    throw new PackshotError(code, { bytes: bytes.length, ...refusal?.data }, { cause });
  }
}
