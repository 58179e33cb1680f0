import sharp from "sharp";
import { PackshotError } from "../platform/errors.ts";
import { fingerprint, MAX_PICTURE_PIXELS, nearlyIdentical } from "./fingerprint.server.ts";
import { areaOf, ratioOf } from "./measures.ts";
import type { PictureType, RawPicture, Rendered, RenderRequest } from "./image-model.ts";
import { sniffPicture } from "./picture-type.ts";

const RATIO_TOLERANCE = 0.03;

type Picture = { mimeType: PictureType; width: number; height: number; dots: Buffer };

/** Believes nothing a model says about its picture: sniffs, decodes and measures it, and compares it with the photo. */
export async function checkPicture(
  { bytes, latencyMs }: Omit<RawPicture, "declaredType">,
  request: Pick<RenderRequest, "photo" | "aspectRatio" | "imageSize">,
): Promise<Rendered> {
  const { mimeType, width, height, dots } = await decode(bytes);
  // Sizes differ by model and ratio, so areas are compared: half of it is no rounding but the next smaller size.
  if (width * height < areaOf(request.imageSize) / 2) {
    throw new PackshotError("model_bad_image", { reason: "too small", width, height });
  }
  const ratio = width / height;
  const { photo } = request;
  if (near(ratio, photo.width / photo.height) && nearlyIdentical(dots, photo.fingerprint)) {
    throw new PackshotError("model_unchanged");
  }
  const ratioDiffers = !near(ratio, ratioOf(request.aspectRatio));
  return { bytes, mimeType, width, height, ratioDiffers, latencyMs };
}

async function decode(bytes: Buffer): Promise<Picture> {
  const mimeType = sniffPicture(bytes);
  if (!mimeType) throw new PackshotError("model_bad_image", { reason: "not a picture", bytes: bytes.length });
  try {
    const { autoOrient } = await sharp(bytes, { limitInputPixels: MAX_PICTURE_PIXELS }).metadata();
    const { width, height } = autoOrient;
    return { mimeType, width, height, dots: await fingerprint(bytes, { width, height }) };
  } catch (cause) {
    throw new PackshotError("model_bad_image", { reason: "not readable", bytes: bytes.length }, { cause });
  }
}

function near(one: number, other: number): boolean {
  return Math.abs(one / other - 1) <= RATIO_TOLERANCE;
}
