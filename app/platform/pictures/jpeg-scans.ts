import { jpegSegments, START_OF_SCAN } from "./jpeg-segments.ts";
import { PictureRefused } from "./picture-refused.ts";

/** Encoders that want the last byte make some 60. */
const MOST_SCANS = 100;
/** Scans times pixels: 20 scans of 50 megapixels, 100 of 10. */
const MOST_SCANNED = 1_000_000_000;
const MOST_SEGMENTS = 10_000;

/** Baseline, extended, progressive. Browsers show no others, and decoders of the others are little tried. */
const KNOWN_FRAMES = [0xc0, 0xc1, 0xc2];
const PROGRESSIVE = 0xc2;
/** Among the markers of frames, but tables. */
const TABLES = [0xc4, 0xc8, 0xcc];

type Frame = { pixels: number; components: number; isProgressive: boolean };

/**
 * Refuses a JPEG of very many scans. A decoder reads them all before it gives the first line, a scan that holds nothing
 * costs it as much as one that holds data, and it cannot be stopped meanwhile: "Two Issues with the JPEG Standard",
 * https://libjpeg-turbo.org/pmwiki/uploads/About/TwoIssueswiththeJPEGStandard.pdf.
 */
export function checkScans(bytes: Buffer): void {
  let frame: Frame | undefined;
  let scans = 0;
  let segments = 0;
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (++segments > MOST_SEGMENTS) throw new PictureRefused("too many segments");
    frame ??= frameOf(marker, bytes.subarray(start, end));
    if (marker !== START_OF_SCAN || !frame) continue;
    // A first scan of all components is the only one, unless the frame is progressive.
    if (!frame.isProgressive && bytes[start + 4] === frame.components) return;
    scans += 1;
    if (scans > MOST_SCANS || scans * frame.pixels > MOST_SCANNED) throw new PictureRefused("too many scans");
  }
}

function frameOf(marker: number, segment: Buffer): Frame | undefined {
  if (marker < 0xc0 || marker > 0xcf || TABLES.includes(marker)) return undefined;
  if (!KNOWN_FRAMES.includes(marker)) throw new PictureRefused("a kind of JPEG that browsers do not show");
  if (segment.length < 10) throw new PictureRefused("a frame without a size");
  return {
    pixels: segment.readUInt16BE(5) * segment.readUInt16BE(7),
    components: segment.readUInt8(9),
    isProgressive: marker === PROGRESSIVE,
  };
}
