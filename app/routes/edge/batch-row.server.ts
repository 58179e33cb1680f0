import type { BatchSummary } from "../../generation/batch-store.server.ts";
import type { BatchRow } from "../../ui/batches/batch-list.tsx";
import { sourceInWords } from "../../ui/frame/source-words.ts";

/** A batch as a row of a list. */
export function batchRow(batch: BatchSummary): BatchRow {
  const { id, state, recipeName, personName, source, firstProduct, scopePhotos, total, done, failed } = batch;
  return {
    ...{ id, state, recipeName, personName, firstProduct, total, done, failed },
    source: sourceInWords(source),
    photos: scopePhotos,
    createdAt: batch.createdAt.toISOString(),
    hasFailed: batch.failureCode !== null,
  };
}
