import type { BulkWhich } from "../library/bulk.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Editor } from "../platform/person.ts";
import { countHeld, countHeldOfPerson } from "./count-held.server.ts";
import { eraseEverything } from "./erase-everything.server.ts";
import { deleteExport, downloadExport, listExports, requestExport } from "./request-export.server.ts";
import { isErasing, lastErasure, whatWouldGo } from "./standing.server.ts";

type PrivacyDeps = { db: Db } & Parameters<typeof lastErasure>[0] & Parameters<typeof eraseEverything>[0];

type ExportDeps = { db: Db } & Parameters<typeof countHeld>[0] &
  Parameters<typeof requestExport>[0] &
  Parameters<typeof downloadExport>[0];

/** Erasing a shop, and what remains to be said of it. */
export function createPrivacyServices(parts: PrivacyDeps) {
  const { db } = parts;
  return {
    isErasing: (shop: string) => isErasing(db, shop),
    lastErasure: (shop: string) => lastErasure(parts, shop),
    whatWouldGo: (shop: string) => whatWouldGo(db, shop),
    eraseEverything: (shop: string, person: Editor, typed: string) =>
      eraseEverything(parts, { shop, person, typed }),
  };
}

/** What is held of a shop and of a person, and taking it along. */
export function createExportServices(parts: ExportDeps) {
  return {
    held: (shop: string) => countHeld(parts, shop),
    heldOfPerson: (shop: string, personId: string) => countHeldOfPerson(parts.db, shop, personId),
    list: (shop: string, limit: number) => listExports(parts.db, shop, limit),
    request: (shop: string, person: Editor, which: BulkWhich | null = null) =>
      requestExport(parts, shop, person, which),
    download: (shop: string, person: Editor, id: string) => downloadExport(parts, shop, person, id),
    remove: (shop: string, person: Editor, id: string) => deleteExport(parts, shop, person, id),
  };
}
