import { WEBP_HEAD_LENGTH, webpChunk, type WebpChunk, webpChunks } from "../platform/pictures/webp-chunks.ts";

/** Bits of VP8X's first byte (https://developers.google.com/speed/webp/docs/riff_container). */
const HAS_XMP = 0x04;
const HAS_ALPHA = 0x10;

/** A plain file becomes an extended one, since only that has a place for metadata. The packet goes last. */
export function webpWithXmp(bytes: Buffer, xmp: Buffer): Buffer {
  const chunks = [...webpChunks(bytes)];
  const kept = chunks
    .filter(({ type }) => type !== "XMP " && type !== "VP8X")
    .map(({ start, end }) => bytes.subarray(start, end));
  const body = Buffer.concat([webpChunk("VP8X", extended(bytes, chunks)), ...kept, webpChunk("XMP ", xmp)]);
  const head = Buffer.from(bytes.subarray(0, WEBP_HEAD_LENGTH));
  head.writeUInt32LE(WEBP_HEAD_LENGTH - 8 + body.length, 4);
  return Buffer.concat([head, body]);
}

/** What VP8X holds: flags and the size of the canvas. */
function extended(bytes: Buffer, chunks: readonly WebpChunk[]): Buffer {
  const known = chunks.find(({ type }) => type === "VP8X");
  const data = known ? Buffer.from(bytes.subarray(known.data, known.dataEnd)) : fromPlain(bytes, chunks[0]);
  data.writeUInt8(data.readUInt8(0) | HAS_XMP, 0);
  return data;
}

function fromPlain(bytes: Buffer, picture: WebpChunk | undefined): Buffer {
  if (!picture) throw new Error("A WebP without a picture");
  const data = Buffer.alloc(10);
  const { width, height, hasAlpha } =
    picture.type === "VP8L" ? losslessHead(bytes, picture.data) : lossyHead(bytes, picture.data);
  data.writeUInt8(hasAlpha ? HAS_ALPHA : 0, 0);
  data.writeUIntLE(width - 1, 4, 3);
  data.writeUIntLE(height - 1, 7, 3);
  return data;
}

/** RFC 9649, 3.4: behind a byte 14 bits of width, 14 of height, one of alpha. */
function losslessHead(bytes: Buffer, data: number) {
  const bits = bytes.readUInt32LE(data + 1);
  return {
    width: (bits & 0x3fff) + 1,
    height: ((bits >>> 14) & 0x3fff) + 1,
    hasAlpha: (bits & (2 ** 28)) !== 0,
  };
}

/** RFC 6386, 9.1: behind the frame's tag and start code 14 bits of width and of height, each below two of scale. */
function lossyHead(bytes: Buffer, data: number) {
  const width = bytes.readUInt16LE(data + 6) & 0x3fff;
  const height = bytes.readUInt16LE(data + 8) & 0x3fff;
  return { width, height, hasAlpha: false };
}
