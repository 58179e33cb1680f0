import sharp from "sharp";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { fingerprint } from "./fingerprint.server.ts";
import type { PreparedPhoto } from "./image-model.ts";
import { isPhotoFile } from "./picture-type.ts";

const MAX_PIXELS = 50_000_000;
/** Models look at no more than this; larger only costs time and memory. */
const LONGEST_SIDE = 1536;

/** Upright, sRGB, 8 bit, opaque, at most 1536 pixels long: one JPEG out of whatever a merchant uploaded. */
export async function preparePhoto(bytes: Buffer): Promise<PreparedPhoto> {
  // Sniffed first, so that SVG and PDF never reach a decoder.
  if (!isPhotoFile(bytes)) throw new PackshotError("photo_not_usable", { reason: "not a picture file" });
  try {
    const photo = sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: "truncated" });
    const { width, height } = await photo.metadata();
    if (width * height > MAX_PIXELS) throw new PackshotError("photo_too_large", { width, height });
    const { data, info } = await photo
      .autoOrient()
      .resize(LONGEST_SIDE, LONGEST_SIDE, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .jpeg({ quality: 85 })
      .timeout({ seconds: 20 })
      .toBuffer({ resolveWithObject: true });
    const { width: wide, height: high } = info;
    return {
      base64: data.toString("base64"),
      mimeType: "image/jpeg",
      ...{ width: wide, height: high },
      fingerprint: await fingerprint(data, { width: wide, height: high }),
    };
  } catch (error) {
    if (isPackshotError(error)) throw error;
    if (/pixel limit/i.test(String(error))) throw new PackshotError("photo_too_large", {}, { cause: error });
    throw new PackshotError("photo_not_usable", { bytes: bytes.length }, { cause: error });
  }
}
