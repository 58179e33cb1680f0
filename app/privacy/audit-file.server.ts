import { csvLine } from "../credits/ledger-csv.server.ts";
import type { AuditEntry } from "./audit-log.server.ts";
import { actorWords, auditWords } from "./audit-words.ts";

const HEADER = ["Time (UTC)", "Who", "Staff id", "What", "Action", "Subject", "Subject id", "Details"];

/** The audit log as CSV (RFC 4180), line by line as the entries come. */
export async function* auditCsv(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  yield csvLine(HEADER);
  for await (const entry of entries) {
    const { at, personId, action, subject, subjectId, details } = entry;
    const said = [actorWords(entry), personId, auditWords(entry)];
    yield csvLine([at.toISOString(), ...said, action, subject, subjectId, JSON.stringify(details)]);
  }
}

/** The same as one JSON array, an entry a line. */
export async function* auditJson(entries: AsyncIterable<AuditEntry>): AsyncGenerator<string> {
  let before = "[\n";
  for await (const entry of entries) {
    const { id, at, personId, action, subject, subjectId, details } = entry;
    const said = { who: actorWords(entry), what: auditWords(entry) };
    yield before + JSON.stringify({ id, at, ...said, personId, action, subject, subjectId, details });
    before = ",\n";
  }
  yield before === "[\n" ? "[]\n" : "\n]\n";
}
