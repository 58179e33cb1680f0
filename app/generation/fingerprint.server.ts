import type { Picture } from "../platform/pictures/open-picture.server.ts";

const SIDE = 32;
const OPAQUE_RGB = 3;

/** A picture boiled down to 32 x 32 coloured dots. Reads the whole picture: what is cut or broken rejects. */
export async function fingerprint({ width, height, pixels }: Picture): Promise<Buffer> {
  return (
    pixels()
      .autoOrient()
      // Extracting all of it keeps the decoder from shrinking while it loads, which is faster but depends on the file
      // format: the same picture as JPEG and as PNG then differed by up to 48 of 255 in a dot.
      .extract({ left: 0, top: 0, width, height })
      .flatten({ background: "#ffffff" })
      .resize(SIDE, SIDE, { fit: "fill" })
      .toColourspace("srgb")
      .raw()
      .toBuffer()
  );
}

/**
 * The same picture, merely encoded again. Colours count, so that a colour variant is a change; and every dot counts,
 * so that a white background behind a product which was on white before is one too, as soon as anything moved.
 */
export function nearlyIdentical(one: Buffer, other: Buffer): boolean {
  let sum = 0;
  let largest = 0;
  for (let at = 0; at < SIDE * SIDE * OPAQUE_RGB; at++) {
    const difference = Math.abs((one[at] ?? 0) - (other[at] ?? 0));
    sum += difference;
    largest = Math.max(largest, difference);
  }
  return sum / (SIDE * SIDE * OPAQUE_RGB) <= 2 && largest <= 20;
}
