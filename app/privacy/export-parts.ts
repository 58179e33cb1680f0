import type { ZipEntry } from "../platform/zip/zip-records.ts";

/** A file of an export as its directory and its manifest want it; `image` is null for the tables. */
export type ExportedFile = Omit<ZipEntry, "modifiedAt"> & {
  image: string | null;
  sha256: string;
  modifiedAt: number;
};

/** What a part of an export's file holds. Kept as JSON in its row. */
export type PartContent = {
  /** Those that end in it. */
  files: ExportedFile[];
  /** The image that begins before its end and ends after it, and how much of its entry is written by then. */
  cut: { file: ExportedFile; written: number } | null;
  /** Images whose file was not in the store. */
  missing: string[];
};

export const NOTHING: PartContent = { files: [], cut: null, missing: [] };

const MIB = 1024 * 1024;
const LEAST_PART = 16 * MIB;
/** Of the store's 10,000, so that tables and names have room as well. */
const MOST_PARTS = 9_000;

/** How large the parts of an export are: all the same, and few enough. */
export function partBytesFor(bytes: number): number {
  return Math.max(LEAST_PART, Math.ceil(bytes / MOST_PARTS / MIB) * MIB);
}
