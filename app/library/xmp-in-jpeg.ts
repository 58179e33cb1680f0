import {
  APP0,
  APP1,
  END_OF_IMAGE,
  type JpegSegment,
  jpegSegments,
} from "../platform/pictures/jpeg-segments.ts";

/** The packet, and what follows of one that was too long for a segment (XMP specification part 3, 1.1.3). */
const XMP = "http://ns.adobe.com/xap/1.0/\0";
const MORE_XMP = "http://ns.adobe.com/xmp/extension/\0";
const EXIF = "Exif\0";
const FIELDS = 4; // the marker and the length

/** The packet goes behind JFIF and EXIF, which readers want first. */
export function jpegWithXmp(bytes: Buffer, xmp: Buffer): Buffer {
  const parts = [bytes.subarray(0, 2)];
  let at = 2;
  let isWritten = false;
  for (const segment of jpegSegments(bytes)) {
    if (!isWritten && !isHead(bytes, segment)) {
      parts.push(bytes.subarray(at, segment.start), segmentOf(xmp));
      isWritten = true;
      at = segment.start;
    }
    if (isXmp(bytes, segment)) {
      parts.push(bytes.subarray(at, segment.start));
      at = segment.end;
    }
    if (segment.marker === END_OF_IMAGE) return Buffer.concat([...parts, bytes.subarray(at, segment.end)]);
  }
  return Buffer.concat([...parts, bytes.subarray(at)]);
}

function isHead(bytes: Buffer, segment: JpegSegment): boolean {
  return segment.marker === APP0 || isApp1(bytes, segment, EXIF);
}

function isXmp(bytes: Buffer, segment: JpegSegment): boolean {
  return isApp1(bytes, segment, XMP) || isApp1(bytes, segment, MORE_XMP);
}

function isApp1(bytes: Buffer, { marker, start }: JpegSegment, name: string): boolean {
  const from = start + FIELDS;
  return marker === APP1 && bytes.toString("latin1", from, from + name.length) === name;
}

function segmentOf(xmp: Buffer): Buffer {
  const head = Buffer.alloc(FIELDS);
  head.writeUInt8(0xff, 0);
  head.writeUInt8(APP1, 1);
  head.writeUInt16BE(2 + XMP.length + xmp.length, 2);
  return Buffer.concat([head, Buffer.from(XMP, "latin1"), xmp]);
}
