import { PNG_SIGNATURE_LENGTH, pngChunk, type PngChunk, pngChunks } from "../platform/pictures/png-chunks.ts";

/** A keyword, no compression, no language, no translation (XMP specification part 3, 1.1.5). */
const KEYWORD = "XML:com.adobe.xmp\0";
const HEAD = Buffer.from(`${KEYWORD}\0\0\0\0`, "latin1");
/** How ImageMagick kept it. */
const OLD_KEYWORD = "Raw profile type xmp\0";
const TEXT = ["iTXt", "tEXt", "zTXt"];

/** The packet goes first behind the header, before any pixels. */
export function pngWithXmp(bytes: Buffer, xmp: Buffer): Buffer {
  const parts = [bytes.subarray(0, PNG_SIGNATURE_LENGTH)];
  for (const chunk of pngChunks(bytes)) {
    if (!isXmp(bytes, chunk)) parts.push(bytes.subarray(chunk.start, chunk.end));
    if (chunk.type === "IHDR") parts.push(pngChunk("iTXt", Buffer.concat([HEAD, xmp])));
  }
  return Buffer.concat(parts);
}

function isXmp(bytes: Buffer, { type, data }: PngChunk): boolean {
  const begins = (keyword: string) => bytes.toString("latin1", data, data + keyword.length) === keyword;
  return TEXT.includes(type) && (begins(KEYWORD) || begins(OLD_KEYWORD));
}
