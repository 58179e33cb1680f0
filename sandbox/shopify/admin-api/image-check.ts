import sharp from "sharp";
import type { Media } from "../model.ts";

/** Shopify's for product images; sources differ on the pixels (20 to 25 million). */
export const limits = { bytes: 20 * 1024 * 1024, pixels: 25_000_000, mediaPerProduct: 250, altLength: 512 };

const MIME_TYPES: Record<string, string> = {
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  gif: "image/gif",
};

export type ImageFacts = { width: number; height: number; bytes: number; mimeType: string };
export type ImageProblem = Media["mediaErrors"][number];

const problem = (code: string, message: string): ImageProblem => ({ code, message, details: message });

/** What Shopify would find out about an uploaded image: its facts, or why it ends FAILED. */
export async function checkImage(bytes: Buffer | null): Promise<ImageFacts | ImageProblem> {
  if (!bytes || bytes.length === 0) {
    return problem("IMAGE_DOWNLOAD_FAILURE", "The image could not be downloaded");
  }
  if (bytes.length > limits.bytes) return problem("INVALID_IMAGE_FILE_SIZE", "The file is bigger than 20 MB");
  const image = sharp(bytes, { limitInputPixels: false, failOn: "truncated" });
  try {
    const { format, width, height } = await image.metadata();
    const mimeType = MIME_TYPES[format];
    if (!mimeType) return problem("UNSUPPORTED_IMAGE_FILE_TYPE", "The file type is not supported");
    if (width * height > limits.pixels) {
      return problem("INVALID_IMAGE_RESOLUTION", "The image has more than 25 megapixels");
    }
    await image.resize(16).raw().toBuffer(); // decodes it, so that a cut file shows
    return { width, height, bytes: bytes.length, mimeType };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { ...problem("IMAGE_PROCESSING_FAILURE", "The image could not be processed"), details: reason };
  }
}
