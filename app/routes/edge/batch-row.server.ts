import type { BatchSummary } from "../../generation/batch-store.server.ts";
import type { BatchRow } from "../../ui/batches/batch-list.tsx";

/** A batch as a row of a list. */
export function batchRow(batch: BatchSummary): BatchRow {
  const {
    id,
    state,
    recipeKey,
    recipeName,
    personName,
    source,
    firstProduct,
    scopePhotos,
    total,
    done,
    failed,
  } = batch;
  return {
    ...{ id, state, recipeKey, recipeName, personName, source, firstProduct, total, done, failed },
    photos: scopePhotos,
    createdAt: batch.createdAt.toISOString(),
    hasFailed: batch.failureCode !== null,
  };
}
