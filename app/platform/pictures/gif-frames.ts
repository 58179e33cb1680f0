const IMAGE = 0x2c;
const EXTENSION = 0x21;
const HEAD_LENGTH = 13;

/** Where each frame of a GIF begins (GIF89a, appendix A), as far as the file goes. */
export function* gifFrames(bytes: Buffer): Generator<number> {
  let at = HEAD_LENGTH + tableLength(bytes[10]);
  while (at < bytes.length) {
    if (bytes[at] === EXTENSION) at = behindBlocks(bytes, at + 2);
    else if (bytes[at] === IMAGE) {
      yield at;
      at = behindBlocks(bytes, at + 11 + tableLength(bytes[at + 9]));
    } else return;
  }
}

/** A table of colours follows where the highest bit says so. */
function tableLength(flags = 0): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Blocks begin with their length; one of none is the last. */
function behindBlocks(bytes: Buffer, from: number): number {
  let at = from;
  for (let length = bytes[at] ?? 0; length > 0; length = bytes[at] ?? 0) at += 1 + length;
  return at + 1;
}
