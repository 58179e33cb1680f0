/** From its name to its padding; `data` to `dataEnd` is what it holds. */
export type WebpChunk = { type: string; start: number; data: number; dataEnd: number; end: number };

/** "RIFF", the size, "WEBP". */
export const WEBP_HEAD_LENGTH = 12;
const NAME_AND_SIZE = 8;

/** Walks the chunks of a WebP's RIFF container, as far as its size says and they are whole. */
export function* webpChunks(bytes: Buffer): Generator<WebpChunk> {
  if (bytes.length < WEBP_HEAD_LENGTH) return;
  const fileEnd = Math.min(bytes.length, bytes.readUInt32LE(4) + NAME_AND_SIZE);
  for (let start = WEBP_HEAD_LENGTH; start + NAME_AND_SIZE <= fileEnd;) {
    const data = start + NAME_AND_SIZE;
    const dataEnd = data + bytes.readUInt32LE(start + 4);
    if (dataEnd > fileEnd) return;
    const end = Math.min(dataEnd + ((dataEnd - data) % 2), fileEnd);
    yield { type: bytes.toString("latin1", start, start + 4), start, data, dataEnd, end };
    start = end;
  }
}

export function webpChunk(type: string, data: Buffer): Buffer {
  const chunk = Buffer.alloc(NAME_AND_SIZE + data.length + (data.length % 2));
  chunk.write(type, 0, "latin1");
  chunk.writeUInt32LE(data.length, 4);
  data.copy(chunk, NAME_AND_SIZE);
  return chunk;
}
