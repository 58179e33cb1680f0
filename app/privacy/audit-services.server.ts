import { recordAudit } from "../platform/audit/record-audit.server.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Person } from "../platform/person.ts";
import { auditCsv, auditJson } from "./audit-file.server.ts";
import { allAuditEntries, auditOfImage, auditPeople, listAudit } from "./audit-log.server.ts";
import { subjectNames } from "./audit-subjects.server.ts";

const FILES = { csv: auditCsv, json: auditJson };

/** What people can see of who did what. */
export function createAuditServices(db: Db) {
  return {
    list: (shop: string, page: Parameters<typeof listAudit>[2]) => listAudit(db, shop, page),
    ofImage: (shop: string, imageId: string, limit: number) => auditOfImage(db, shop, imageId, limit),
    people: (shop: string) => auditPeople(db, shop),
    subjects: (shop: string, entries: Parameters<typeof subjectNames>[2]) => subjectNames(db, shop, entries),
    /** All of it; that it was taken is noted first, and so stands in it. */
    async file(shop: string, person: Person, format: keyof typeof FILES): Promise<AsyncGenerator<string>> {
      await recordAudit(db, shop, person, { action: "audit_downloaded", on: "shop", details: {} });
      return FILES[format](allAuditEntries(db, shop));
    },
    noteLedgerDownload: (shop: string, person: Person) =>
      recordAudit(db, shop, person, { action: "ledger_downloaded", on: "shop", details: {} }),
  };
}
