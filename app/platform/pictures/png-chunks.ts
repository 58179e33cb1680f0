import { crc32 } from "node:zlib";

/** From its length to its checksum; `data` is where what it holds begins. */
export type PngChunk = { type: string; start: number; data: number; end: number };

export const PNG_SIGNATURE_LENGTH = 8;
const LENGTH_AND_TYPE = 8;
const CHECKSUM = 4;

/** Walks a PNG to its IEND, or as far as chunks are whole; what lies behind is no part of the picture. */
export function* pngChunks(bytes: Buffer): Generator<PngChunk> {
  for (let start = PNG_SIGNATURE_LENGTH; start + LENGTH_AND_TYPE + CHECKSUM <= bytes.length;) {
    const data = start + LENGTH_AND_TYPE;
    const end = data + bytes.readUInt32BE(start) + CHECKSUM;
    const type = bytes.toString("latin1", start + 4, data);
    if (end > bytes.length) return;
    yield { type, start, data, end };
    if (type === "IEND") return;
    start = end;
  }
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(LENGTH_AND_TYPE + data.length + CHECKSUM);
  chunk.writeUInt32BE(data.length, 0);
  chunk.write(type, 4, "latin1");
  data.copy(chunk, LENGTH_AND_TYPE);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, LENGTH_AND_TYPE + data.length)), LENGTH_AND_TYPE + data.length);
  return chunk;
}
