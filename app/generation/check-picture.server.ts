import { PackshotError } from "../platform/errors.ts";
import { openPicture } from "../platform/pictures/open-picture.server.ts";
import { PictureRefused } from "../platform/pictures/picture-refused.ts";
import { type PictureType, sniffPicture } from "../platform/pictures/picture-type.ts";
import { fingerprint, nearlyIdentical } from "./fingerprint.server.ts";
import { areaOf, ratioOf } from "./measures.ts";
import type { RawPicture, Rendered, RenderRequest } from "./image-model.ts";

const RATIO_TOLERANCE = 0.03;
/** No model makes more: its largest pictures (4K) have about 17 million pixels. */
const MOST_PIXELS = 40_000_000;

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
    const picture = await openPicture(bytes, MOST_PIXELS);
    return {
      mimeType,
      width: picture.width,
      height: picture.height,
      dots: await fingerprint(picture),
    };
  } catch (cause) {
    const why = cause instanceof PictureRefused ? cause.data : { reason: "not readable" };
    throw new PackshotError("model_bad_image", { bytes: bytes.length, ...why }, { cause });
  }
}

function near(one: number, other: number): boolean {
  return Math.abs(one / other - 1) <= RATIO_TOLERANCE;
}
