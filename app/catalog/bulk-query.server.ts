import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  BulkQueryState,
  CancelBulkQuery,
  StartBulkQuery,
} from "../platform/admin-api/operations.generated.ts";
import { PackshotError } from "../platform/errors.ts";

/** A bulk query takes no variables, so that the search stands in its text, as a GraphQL string. */
export function withSearch(operation: string, search: string): string {
  return operation.replace('"$search"', () => JSON.stringify(search.toWellFormed()));
}

/**
 * Its id, or null while Shopify has too many to do: five at once for an app and shop
 * (https://shopify.dev/docs/api/usage/bulk-operations/queries). One that was started and then forgotten by a crash
 * reads for nobody, and ends by itself.
 */
export async function startBulkQuery(
  admin: AdminApi,
  query: string,
  signal?: AbortSignal,
): Promise<string | null> {
  const { bulkOperationRunQuery } = await admin.request(StartBulkQuery, { query }, { signal });
  const { bulkOperation, userErrors = [] } = bulkOperationRunQuery ?? {};
  if (bulkOperation) return bulkOperation.id;
  const isBusy = userErrors.some(({ code }) => code === "LIMIT_REACHED" || code === "OPERATION_IN_PROGRESS");
  if (isBusy) return null;
  throw new PackshotError("shopify_refused", { userErrors: userErrors.slice(0, 5) });
}

/** Frees one of the shop's places. One that is over already stays as it is. */
export async function cancelBulkQuery(admin: AdminApi, id: string, signal?: AbortSignal): Promise<void> {
  await admin.request(CancelBulkQuery, { id }, { signal });
}

export type BulkQuery =
  | { is: "running" }
  /** Without an address there is no result: nothing was found. */
  | { is: "complete"; result: { url: string; size: number } | null }
  | { is: "lost"; why: string };

export async function lookAtBulkQuery(admin: AdminApi, id: string, signal?: AbortSignal): Promise<BulkQuery> {
  const { bulkOperation } = await admin.request(BulkQueryState, { id }, { signal });
  if (!bulkOperation) return { is: "lost", why: "UNKNOWN" };
  const { status, errorCode, url, fileSize } = bulkOperation;
  switch (status) {
    case "CREATED":
    case "RUNNING":
    case "CANCELING":
      return { is: "running" };
    case "COMPLETED":
      if (url && !fileSize) throw new PackshotError("catalogue_unreadable", { operation: id, fileSize });
      return { is: "complete", result: url ? { url, size: Number(fileSize) } : null };
    case "FAILED":
      if (errorCode === "ACCESS_DENIED") throw new PackshotError("shopify_access_lost", { operation: id });
      return { is: "lost", why: errorCode ?? status };
    case "CANCELED":
    case "EXPIRED":
      return { is: "lost", why: status };
  }
}
