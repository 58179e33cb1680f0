/** What browsers show and Packshot keeps. */
export type PictureType = "image/png" | "image/jpeg" | "image/webp";

/** What merchants upload and a decoder is let near. */
export type PhotoType = PictureType | "image/gif" | "image/tiff" | "image/avif";

/** What the bytes are, whatever anyone says they are. */
export function sniffPicture(bytes: Buffer): PictureType | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return "image/webp";
  return null;
}

/** Everything else than these raster pictures, SVG and PDF above all, never meets a decoder. */
export function sniffPhoto(bytes: Buffer): PhotoType | null {
  if (isGif(bytes)) return "image/gif";
  if (isTiff(bytes)) return "image/tiff";
  return isHeif(bytes) ? "image/avif" : sniffPicture(bytes);
}

function isGif(bytes: Buffer): boolean {
  return ["GIF87a", "GIF89a"].includes(ascii(bytes, 0, 6));
}

function isTiff(bytes: Buffer): boolean {
  return startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a]);
}

function isHeif(bytes: Buffer): boolean {
  return ascii(bytes, 4, 8) === "ftyp" && /^(avif|avis|heic|heix|mif1|msf1)$/.test(ascii(bytes, 8, 12));
}

function startsWith(bytes: Buffer, magic: readonly number[]): boolean {
  return magic.every((byte, at) => bytes[at] === byte);
}

function ascii(bytes: Buffer, start: number, end: number): string {
  return bytes.toString("latin1", start, end);
}
