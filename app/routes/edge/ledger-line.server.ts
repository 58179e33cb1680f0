import { changeOf } from "../../credits/entry-kinds.ts";
import { entryCase } from "../../credits/entry-words.ts";
import type { StatementEntry } from "../../credits/statement.server.ts";
import type { LedgerLine } from "../../ui/credits/ledger-table.tsx";

/** An entry of the ledger as the page shows it. */
export function ledgerLine(entry: StatementEntry): LedgerLine {
  const { id, batch, note, createdAt } = entry;
  return {
    id,
    what: entryCase(entry),
    batch,
    note,
    at: createdAt.toISOString(),
    available: changeOf(entry, "available"),
    charged: changeOf(entry, "charged"),
  };
}
