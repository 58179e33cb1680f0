import type { PictureType } from "../platform/pictures/picture-type.ts";
import { type ProvenanceFacts, provenanceXmp } from "./provenance-xmp.ts";
import { jpegWithXmp } from "./xmp-in-jpeg.ts";
import { pngWithXmp } from "./xmp-in-png.ts";
import { webpWithXmp } from "./xmp-in-webp.ts";

const WRITERS = {
  "image/jpeg": jpegWithXmp,
  "image/png": pngWithXmp,
  "image/webp": webpWithXmp,
} satisfies Record<PictureType, (bytes: Buffer, xmp: Buffer) => Buffer>;

/**
 * The file with its provenance written in, in place of any XMP it had; doing it again changes nothing. Its pixels, and
 * with them SynthID, are the very bytes they were, as are its other metadata, a C2PA manifest among them. What lay
 * behind the end of the picture, where nobody looks, does not stay.
 */
export function withProvenance(bytes: Buffer, mimeType: PictureType, facts: ProvenanceFacts): Buffer {
  return WRITERS[mimeType](bytes, provenanceXmp(facts));
}
