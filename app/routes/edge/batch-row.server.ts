import type { AppLoadContext } from "@remix-run/node";
import type { BatchSummary } from "../../generation/batch-store.server.ts";
import type { BatchRow } from "../../ui/batches/batch-list.tsx";

/** Batches as rows, each with how far it has come. */
export async function batchRows(
  services: AppLoadContext["services"],
  shop: string,
  batches: readonly BatchSummary[],
): Promise<BatchRow[]> {
  const counts = await services.batches.counts(
    shop,
    batches.map((batch) => batch.id),
  );
  return batches.map(({ id, state, recipeName, personName, quotedImages, createdAt }) => ({
    id,
    state,
    recipeName,
    personName,
    createdAt: createdAt.toISOString(),
    images: quotedImages,
    ...(counts.get(id) ?? { done: 0, failed: 0 }),
  }));
}
