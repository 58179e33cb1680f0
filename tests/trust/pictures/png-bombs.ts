import { deflateSync } from "node:zlib";
import { pngChunk } from "../../../app/platform/pictures/png-chunks.ts";
import type { NamedBytes } from "./whole.ts";

const MEGABYTE = 1_000_000;
const SIGNATURE = Buffer.from("\x89PNG\r\n\x1a\n", "latin1");

type PngHead = { width: number; height: number; depth?: number; colour?: number; interlaced?: boolean };

function pngHead({ width, height, depth = 8, colour = 2, interlaced = false }: PngHead): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(width, 0);
  data.writeUInt32BE(height, 4);
  data.set([depth, colour, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([SIGNATURE, pngChunk("IHDR", data)]);
}

/** A PNG whose pixels are `bytes` zeros, however many it says it has. */
function pngOf(head: PngHead, bytes: number, between: readonly Buffer[] = []): Buffer {
  const pixels = pngChunk("IDAT", deflateSync(Buffer.alloc(bytes), { level: 9 }));
  return Buffer.concat([pngHead(head), ...between, pixels, pngChunk("IEND", Buffer.alloc(0))]);
}

const small = { width: 60, height: 40 };
const smallBytes = 40 * (1 + 3 * 60);
const inflated = (bytes: number) => deflateSync(Buffer.alloc(bytes, 65), { level: 9 });
const text = (type: string, head: string, data: Buffer) =>
  pngChunk(type, Buffer.concat([Buffer.from(head, "latin1"), data]));

/** What a PNG can say of its size and hold besides pixels. */
export function* pngBombs(): Generator<NamedBytes> {
  for (const side of [20_000, 100_000, 2 ** 31 - 1]) {
    yield { name: `a PNG that says ${side} x ${side}`, bytes: pngOf({ width: side, height: side }, 1_000) };
  }
  yield { name: "a PNG without size", bytes: pngOf({ width: 0, height: 0 }, 1_000) };
  const square = { width: 7_000, height: 7_000 };
  yield { name: "49 megapixels of nothing as PNG", bytes: pngOf(square, 7_000 * (1 + 3 * 7_000)) };
  yield {
    name: "the same, interlaced and with few pixels",
    bytes: pngOf({ ...square, interlaced: true }, MEGABYTE),
  };
  const deep = { ...square, depth: 16, colour: 6, interlaced: true };
  yield { name: "392 megabytes of interlaced PNG", bytes: pngOf(deep, MEGABYTE) };
  yield { name: "a PNG with more pixels than it says", bytes: pngOf(small, 100 * MEGABYTE) };
  const texts: Record<string, Buffer> = {
    "compressed text": text("zTXt", "Comment\0\0", inflated(40 * MEGABYTE)),
    "compressed text of another kind": text("iTXt", "Comment\0\x01\0\0\0", inflated(40 * MEGABYTE)),
    "a profile that inflates": text("iCCP", "icc\0\0", inflated(40 * MEGABYTE)),
    "plain text": text("tEXt", "Comment\0", Buffer.alloc(900_000, 65)),
  };
  for (const [name, chunk] of Object.entries(texts)) {
    yield { name: `a PNG with ${name}, once`, bytes: pngOf(small, smallBytes, [chunk]) };
    yield {
      name: `a PNG with ${name}, twenty times`,
      bytes: pngOf(small, smallBytes, Array<Buffer>(20).fill(chunk)),
    };
  }
  const empty = Array<Buffer>(MEGABYTE).fill(pngChunk("abCd", Buffer.alloc(0)));
  yield { name: "a PNG of a million chunks", bytes: pngOf(small, smallBytes, empty) };
}
