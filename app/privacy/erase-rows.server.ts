import { eraseAccount, keepUnderPseudonym } from "../credits/erase.server.ts";
import {
  eraseBatches,
  eraseGenerations,
  eraseRecipes,
  eraseRecipeVersions,
  eraseScopes,
} from "../generation/erase.server.ts";
import { eraseImages } from "../library/erase.server.ts";
import { deleteSome } from "../platform/db/delete-some.server.ts";
import type { Queries } from "../platform/db/db.server.ts";
import { eraseProductLocks, erasePublications } from "../publishing/erase.server.ts";

export type EraseSome = (tx: Queries, shop: string, most: number, pseudonym: string) => Promise<number>;

/**
 * The rows of a shop by what they are, and how some of them go. In this order: what points at others goes before them,
 * so that no row takes a thousand others along. Files are gone before; events, sessions and the shop itself go last.
 */
export const ROWS: Record<string, EraseSome> = {
  publications: erasePublications,
  // Before the images, so that no trigger has to keep up with them.
  libraryProducts: (tx, shop, most) => deleteSome(tx, shop, "LibraryProduct", most),
  images: eraseImages,
  generations: eraseGenerations,
  scopePhotos: eraseScopes,
  batches: eraseBatches,
  recipeVersions: eraseRecipeVersions,
  recipes: eraseRecipes,
  productLocks: eraseProductLocks,
  imageDeletions: (tx, shop, most) => deleteSome(tx, shop, "ImageDeletion", most),
  bulkActions: (tx, shop, most) => deleteSome(tx, shop, "BulkAction", most),
  exportParts: (tx, shop, most) => deleteSome(tx, shop, "ExportPart", most),
  exports: (tx, shop, most) => deleteSome(tx, shop, "Export", most),
  auditEntries: (tx, shop, most) => deleteSome(tx, shop, "AuditEntry", most),
  accounts: eraseAccount,
  ledgerEntriesKept: (tx, shop, most, pseudonym) => keepUnderPseudonym(tx, shop, { pseudonym, most }),
};
