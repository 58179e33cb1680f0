import { jpegSegments, START_OF_SCAN } from "../../../app/platform/pictures/jpeg-segments.ts";
import { webpChunk } from "../../../app/platform/pictures/webp-chunks.ts";
import { pngBombs } from "./png-bombs.ts";
import { flat, type NamedBytes } from "./whole.ts";

const MILLION = 1_000_000;

/** The last scan again and again: each costs the decoder the whole picture. */
function scanned(jpeg: Buffer, times: number): Buffer {
  const starts = [...jpegSegments(jpeg)].filter(({ marker }) => marker === START_OF_SCAN);
  const last = jpeg.subarray(starts.at(-1)?.start ?? 0, jpeg.length - 2);
  return Buffer.concat([jpeg.subarray(0, -2), ...Array<Buffer>(times).fill(last), jpeg.subarray(-2)]);
}

/** The JPEG with another size in its frame. */
function saying(jpeg: Buffer, width: number, height: number, frame?: number): Buffer {
  const changed = Buffer.from(jpeg);
  const found = [...jpegSegments(jpeg)].find(({ marker }) => [0xc0, 0xc1, 0xc2].includes(marker));
  const at = found?.start ?? 0;
  changed.writeUInt16BE(height, at + 5);
  changed.writeUInt16BE(width, at + 7);
  if (frame) changed.writeUInt8(frame, at + 1);
  return changed;
}

async function* jpegBombs(): AsyncGenerator<NamedBytes> {
  const [plain, progressive] = [
    await flat(60, 40).jpeg().toBuffer(),
    await flat(60, 40).jpeg({ progressive: true }).toBuffer(),
  ];
  const large = await flat(7_000, 7_000).jpeg({ progressive: true }).toBuffer();
  yield { name: "49 megapixels of progressive JPEG", bytes: large };
  for (const times of [9, 90, 5_000]) {
    yield { name: `the same with ${times} more scans`, bytes: scanned(large, times) };
    yield { name: `a small JPEG with ${times} more scans`, bytes: scanned(progressive, times) };
  }
  for (const [width, height] of [
    [65_500, 65_500],
    [7_000, 7_000],
    [60, 0],
    [0, 40],
  ] as const) {
    yield { name: `a JPEG that says ${width} x ${height}`, bytes: saying(plain, width, height) };
    yield {
      name: `a progressive JPEG that says ${width} x ${height}`,
      bytes: saying(progressive, width, height),
    };
  }
  for (const frame of [0xc3, 0xc5, 0xc9, 0xca, 0xcf]) {
    yield { name: `a JPEG with frame ${frame.toString(16)}`, bytes: saying(plain, 60, 40, frame) };
  }
  for (const marker of [0xe1, 0xe2, 0xed, 0xfe]) {
    const segment = Buffer.from([0xff, marker, 0, 4, 1, 2]);
    const segments = Array<Buffer>(80_000).fill(segment);
    const bytes = Buffer.concat([plain.subarray(0, 2), ...segments, plain.subarray(2)]);
    yield { name: `a JPEG of 80,000 segments ${marker.toString(16)}`, bytes };
  }
}

function gifOf(frames: number, width: number, height: number): Buffer {
  const head = Buffer.from("GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff", "latin1");
  head.writeUInt16LE(width, 6);
  head.writeUInt16LE(height, 8);
  const frame = Buffer.from("\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0", "latin1");
  return Buffer.concat([head, ...Array<Buffer>(frames).fill(frame), Buffer.from(";")]);
}

function webpOf(frames: number, side: number, picture: Buffer): Buffer {
  const size = Buffer.alloc(10);
  size.writeUInt8(0x02, 0);
  size.writeUIntLE(side - 1, 4, 3);
  size.writeUIntLE(side - 1, 7, 3);
  const place = Buffer.alloc(16);
  place.writeUIntLE(59, 6, 3);
  place.writeUIntLE(39, 9, 3);
  const frame = webpChunk("ANMF", Buffer.concat([place, picture.subarray(12)]));
  const body = Buffer.concat([
    ...[Buffer.from("WEBP"), webpChunk("VP8X", size), webpChunk("ANIM", Buffer.alloc(6))],
    ...Array<Buffer>(frames).fill(frame),
  ]);
  return webpChunk("RIFF", body);
}

async function* filmBombs(): AsyncGenerator<NamedBytes> {
  for (const frames of [1_000, MILLION]) {
    yield { name: `a GIF of ${frames} frames`, bytes: gifOf(frames, 60, 40) };
  }
  yield { name: "a GIF that says 65,535 x 65,535", bytes: gifOf(1, 65_535, 65_535) };
  yield { name: "49 megapixels of GIF", bytes: gifOf(3, 7_000, 7_000) };
  const webp = await flat(60, 40).webp().toBuffer();
  for (const [frames, side] of [
    [1_000, 60],
    [100_000, 60],
    [1, 16_384],
    [3, 7_000],
  ] as const) {
    yield { name: `a WebP of ${frames} frames, ${side} pixels`, bytes: webpOf(frames, side, webp) };
  }
  yield {
    name: "49 megapixels of lossless WebP",
    bytes: await flat(7_000, 7_000).webp({ lossless: true, effort: 0 }).toBuffer(),
  };
  yield { name: "49 megapixels of WebP", bytes: await flat(7_000, 7_000).webp({ effort: 0 }).toBuffer() };
}

/** Directories of a size alone; `isRing` leads from the last to the first. */
function tiffOf(directories: number, isRing = false): Buffer {
  const bytes = Buffer.alloc(8 + directories * 30);
  bytes.write("II*\0\x08\0\0\0", "latin1");
  for (let n = 0; n < directories; n++) {
    const at = 8 + n * 30;
    const isLast = n === directories - 1;
    bytes.writeUInt16LE(2, at);
    bytes.set([0, 1, 3, 0, 1, 0, 0, 0, 60, 0, 0, 0, 1, 1, 3, 0, 1, 0, 0, 0, 40, 0, 0, 0], at + 2);
    bytes.writeUInt32LE(isLast ? (isRing ? 8 : 0) : at + 30, at + 26);
  }
  return bytes;
}

async function* tiffAndAvifBombs(): AsyncGenerator<NamedBytes> {
  yield { name: "a TIFF of 600,000 directories", bytes: tiffOf(600_000) };
  yield { name: "a TIFF that leads in a ring", bytes: tiffOf(50, true) };
  for (const compression of ["deflate", "lzw", "jpeg"] as const) {
    const bytes = await flat(7_000, 7_000).tiff({ compression }).toBuffer();
    yield { name: `49 megapixels of TIFF by ${compression}`, bytes };
  }
  yield { name: "49 megapixels of AVIF", bytes: await flat(7_000, 7_000).avif({ effort: 0 }).toBuffer() };
}

/** Small files that ask for much: time, memory, or both. */
export async function* bombs(): AsyncGenerator<NamedBytes> {
  yield* pngBombs();
  yield* jpegBombs();
  yield* filmBombs();
  yield* tiffAndAvifBombs();
}
