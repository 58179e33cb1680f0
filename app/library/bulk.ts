import type { ImageFilter } from "./image-filter.ts";

/** What a person can do to all images that match. */
export const BULK_KINDS = ["approve", "reject", "keep", "stop_keeping", "delete"] as const;
export type BulkKind = (typeof BULK_KINDS)[number];

/** Ticked one by one; beyond that one says all that match. */
export const MOST_BULK_IDS = 500;

/** Which images: those that match, as they stand when it is asked, or these. */
export type BulkWhich = { filter: ImageFilter } | { ids: readonly string[] };

/**
 * `formToken` names the form: sent twice, it is one action. `asOf`: what was made later is left alone, since whoever asks
 * has not seen it.
 */
export type BulkRequest = { kind: BulkKind; which: BulkWhich; formToken: string; asOf?: Date };

/** A bulk action as pages show it. */
export type BulkActionShown = {
  id: string;
  kind: BulkKind | "undo";
  state: "running" | "done" | "cancelled";
  /** Matched when it was asked. */
  images: number;
  /** Changed so far. */
  done: number;
  /** Stayed as they are: on their product, or decided by somebody meanwhile. */
  leftOut: number;
  by: string;
  /** Its decisions can be taken back, where nobody decided otherwise since. */
  canUndo: boolean;
};

/** `readAt`: of two answers the later one holds. */
export type BulkShown = { actions: BulkActionShown[]; readAt: number };

/** Kinds that need the permission to edit products, as deleting one image does. */
export const BULK_OF_EDITORS: ReadonlySet<BulkKind> = new Set(["stop_keeping", "delete"]);
