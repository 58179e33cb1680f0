import sharp from "sharp";

/** The decoders of what merchants upload, from memory. */
const NEEDED = ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((name) => `VipsForeignLoad${name}Buffer`);

/**
 * Shuts every other decoder of libvips out of this process (SVG, PDF, its own formats, files on disk, Ultra HDR's gain
 * maps), so that a file which passes for a photo can't reach one. For processes: it holds for all of sharp.
 */
export function keepNeededLoaders(): void {
  sharp.block({ operation: ["VipsForeignLoad"] });
  sharp.unblock({ operation: NEEDED });
}
