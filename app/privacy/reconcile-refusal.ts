import type { Found } from "../library/reconcile-mend.server.ts";

/** A few that do not fit are a fault of one kind or another, whatever their share. */
const FEW = 20;
/** Of all rows, or of all files. */
const SHARE = 0.05;

const isMuch = (some: number, all: number) => some > FEW && some > all * SHARE;

/**
 * Why what was found is not mended without being told to twice: what is mended is destroyed, images by expiring and
 * files by deleting, and where much does not fit the bucket or the database is more likely to be a wrong one.
 */
export function whyNotMended(found: Found): string | null {
  const { shops, orphans, objects, rows } = found;
  if (shops === 0 && orphans > 0) return "the database has no shop";
  const missing = found.missing + found.missingThumbnails + found.missingExports;
  if (isMuch(missing, rows)) return `${missing} of ${rows} rows miss their file`;
  if (isMuch(orphans, objects)) return `${orphans} of ${objects} files are named by no row`;
  return null;
}
