import type { BatchSummary } from "../../generation/batch-store.server.ts";
import type { BatchRow } from "../../ui/batches/batch-list.tsx";

/** Batches as rows, each with how far it has come. */
export function batchRows(batches: readonly BatchSummary[]): BatchRow[] {
  return batches.map(({ id, state, recipeName, personName, total, done, failed, createdAt }) => ({
    ...{ id, state, recipeName, personName, done, failed, images: total },
    createdAt: createdAt.toISOString(),
  }));
}
