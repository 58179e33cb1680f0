import { gifFrames } from "./gif-frames.ts";
import { checkScans } from "./jpeg-scans.ts";
import { PictureRefused } from "./picture-refused.ts";
import type { PhotoType } from "./picture-type.ts";
import { PNG_SIGNATURE_LENGTH, pngChunks } from "./png-chunks.ts";
import { webpChunks } from "./webp-chunks.ts";

/** Decoders look through all frames, though only the first is shown. */
const MOST_FRAMES = 2_000;
const MOST_CHUNKS = 50_000;
/** Each may be inflated to 50 MB, and libvips keeps a hundred of them. */
const TEXT = ["tEXt", "zTXt", "iTXt"];

/**
 * What of a file goes to the decoder. The decoder's own limits count pixels and hold while pixels come; what is refused
 * or left out here costs it time and memory before that.
 */
export function bearable(bytes: Buffer, type: PhotoType): Buffer {
  switch (type) {
    case "image/jpeg":
      checkScans(bytes);
      return bytes;
    case "image/png":
      return withoutText(bytes);
    case "image/webp":
      checkFrames(framesOfWebp(bytes));
      return bytes;
    case "image/gif":
      checkFrames(gifFrames(bytes));
      return bytes;
    case "image/tiff":
    case "image/avif":
      return bytes; // their decoders have limits of their own: 50 MB and 16 items
  }
}

function checkFrames(frames: Iterable<unknown>): void {
  let count = 0;
  for (const _ of frames) if (++count > MOST_FRAMES) throw new PictureRefused("too many frames");
}

function* framesOfWebp(bytes: Buffer) {
  let chunks = 0;
  for (const chunk of webpChunks(bytes)) {
    if (++chunks > MOST_CHUNKS) throw new PictureRefused("too many chunks");
    if (chunk.type === "ANMF") yield chunk;
  }
}

function withoutText(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, PNG_SIGNATURE_LENGTH)];
  let chunks = 0;
  let end = PNG_SIGNATURE_LENGTH;
  for (const chunk of pngChunks(bytes)) {
    if (++chunks > MOST_CHUNKS) throw new PictureRefused("too many chunks");
    if (!TEXT.includes(chunk.type)) kept.push(bytes.subarray(chunk.start, chunk.end));
    end = chunk.end;
  }
  return kept.length > chunks ? bytes : Buffer.concat([...kept, bytes.subarray(end)]);
}
