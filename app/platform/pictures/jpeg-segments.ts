/** A marker with the fields that belong to it. What follows a start of scan, up to the next marker, is the scan's data. */
export type JpegSegment = { marker: number; start: number; end: number };

export const START_OF_SCAN = 0xda;
export const END_OF_IMAGE = 0xd9;
export const APP0 = 0xe0;
export const APP1 = 0xe1;

/**
 * Walks a JPEG (ITU T.81, B.1) to its end of image, or as far as it goes. What lies between segments without belonging
 * to any is passed over, as decoders do; so is everything behind the end.
 */
export function* jpegSegments(bytes: Buffer): Generator<JpegSegment> {
  let at = 2; // behind the start of image
  while (at < bytes.length) {
    const start = nextMarker(bytes, at);
    const marker = bytes[start + 1];
    if (marker === undefined) return;
    if (marker === END_OF_IMAGE) {
      yield { marker, start, end: start + 2 };
      return;
    }
    if (standsAlone(marker)) {
      at = start + 2;
      continue;
    }
    if (start + 4 > bytes.length) return;
    const end = start + 2 + Math.max(2, bytes.readUInt16BE(start + 2));
    yield { marker, start, end: Math.min(end, bytes.length) };
    at = end;
  }
}

/** 0xFF is followed by 0 where it is data, and by itself where it fills. A plain loop: bytes may be 0xFF by the million. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] !== 0xff) continue;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  return bytes.length;
}

function standsAlone(marker: number): boolean {
  return marker === 0x01 || marker === 0xd8;
}

function isRestart(marker: number): boolean {
  return marker >= 0xd0 && marker <= 0xd7;
}
