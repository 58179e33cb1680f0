import { changeOf } from "./entry-kinds.ts";
import { entryWords } from "./entry-words.ts";
import type { StatementEntry } from "./statement.server.ts";

const HEADER = [
  "Time (UTC)",
  "Entry",
  "Available",
  "Reserved",
  "Charged",
  "Recipe",
  "Batch",
  "Image",
  "Note",
];

/** The ledger as CSV (RFC 4180), chunk by chunk as the entries come. */
export async function* ledgerCsv(chunks: AsyncIterable<readonly StatementEntry[]>): AsyncGenerator<string> {
  yield csvLine(HEADER);
  for await (const entries of chunks) yield entries.map(lineOf).join("");
}

function lineOf(entry: StatementEntry): string {
  return csvLine([
    entry.createdAt.toISOString(),
    entryWords(entry),
    changeOf(entry, "available"),
    changeOf(entry, "reserved"),
    changeOf(entry, "charged"),
    entry.batch?.recipeName ?? "",
    entry.batch?.id ?? "",
    entry.generationId ?? "",
    entry.note,
  ]);
}

export function csvLine(cells: readonly (string | number)[]): string {
  return `${cells.map((cell) => (typeof cell === "number" ? String(cell) : csvText(cell))).join(",")}\r\n`;
}

/** A text that a spreadsheet would take for a formula gets an apostrophe (owasp.org/www-community/attacks/CSV_Injection). */
function csvText(text: string): string {
  const safe = /^[=+\-@\t\r\n]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
