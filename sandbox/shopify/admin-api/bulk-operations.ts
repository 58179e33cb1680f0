import { takeBulkFault } from "../faults.ts";
import type { BulkOperation } from "../model.ts";
import { gid } from "../store.ts";
import { checkBulkQuery } from "./bulk-check.ts";
import type { Context, Resolvers } from "./context.ts";
import { simulatedSchema } from "./schema.ts";

/** At once, for one app and one shop. */
const MOST = 5;
const RESULT_LIVES_MS = 7 * 24 * 3_600_000;

export const RESULTS_PATH = "/bulk-results";

type Run = { query: string; groupObjects: boolean };

export const bulkMutations: Resolvers = {
  bulkOperationRunQuery: (_: unknown, { query, groupObjects }: Run, context) => {
    const checked = checkBulkQuery(simulatedSchema(), query);
    if ("problem" in checked) return refuse("INVALID", checked.problem);
    if (runningIn(context) >= MOST) {
      return refuse("LIMIT_REACHED", "Bulk operations limit reached. Please try again later.");
    }
    const operation = newOperation(context, query, groupObjects);
    context.store.bulkOperations.set(operation.id, operation);
    context.startedBulk.push(operation);
    return { bulkOperation: operation, userErrors: [] };
  },
  bulkOperationCancel: (_: unknown, { id }: { id: string }, { store, shop, now }) => {
    const operation = store.bulkOperations.get(id);
    if (operation?.shop !== shop.domain) {
      return {
        bulkOperation: null,
        userErrors: [{ field: ["id"], message: "Bulk operation does not exist" }],
      };
    }
    const isRunning = statusOf(operation, now) === "RUNNING";
    if (isRunning) Object.assign(operation, { fate: "CANCELED", readyAt: now });
    return { bulkOperation: operation, userErrors: [] };
  },
};

const refuse = (code: string, message: string) => ({
  bulkOperation: null,
  userErrors: [{ code, field: ["query"], message }],
});

const runningIn = ({ store, shop, now }: Context) =>
  [...store.bulkOperations.values()].filter(
    (operation) => operation.shop === shop.domain && statusOf(operation, now) === "RUNNING",
  ).length;

function newOperation({ store, shop, now }: Context, query: string, grouped: boolean): BulkOperation {
  return {
    id: gid("BulkOperation", store.nextId()),
    shop: shop.domain,
    query,
    grouped,
    createdAt: new Date(now).toISOString(),
    readyAt: now + store.faults.bulkDelayMs,
    fate: fateOf(takeBulkFault(store.faults, ["fail", "timeout", "access_denied", "cancel"])),
    objectCount: 0,
    rootObjectCount: 0,
    result: null,
    expiresAt: now + store.faults.bulkDelayMs + RESULT_LIVES_MS,
    signature: 1,
  };
}

function fateOf(fault: "fail" | "timeout" | "access_denied" | "cancel" | null): BulkOperation["fate"] {
  switch (fault) {
    case null:
      return "COMPLETED";
    case "cancel":
      return "CANCELED";
    case "fail":
      return { errorCode: "INTERNAL_SERVER_ERROR" };
    case "timeout":
      return { errorCode: "TIMEOUT" };
    case "access_denied":
      return { errorCode: "ACCESS_DENIED" };
  }
}

export function statusOf({ fate, readyAt, result, expiresAt }: BulkOperation, now: number): string {
  if (now < readyAt) return "RUNNING";
  if (typeof fate === "object") return "FAILED";
  if (fate === "CANCELED") return "CANCELED";
  if (!result) return "RUNNING";
  return now >= expiresAt ? "EXPIRED" : "COMPLETED";
}

const isComplete = (operation: BulkOperation, { now }: Context) => statusOf(operation, now) === "COMPLETED";

export const bulkOperationFields: Resolvers = {
  status: (operation: BulkOperation, _: unknown, { now }) => statusOf(operation, now),
  type: () => "QUERY",
  errorCode: (operation: BulkOperation, _: unknown, { now }) =>
    typeof operation.fate === "object" && now >= operation.readyAt ? operation.fate.errorCode : null,
  completedAt: (operation: BulkOperation, _: unknown, context) =>
    isComplete(operation, context) ? new Date(operation.readyAt).toISOString() : null,
  objectCount: ({ objectCount }: BulkOperation) => String(objectCount),
  rootObjectCount: ({ rootObjectCount }: BulkOperation) => String(rootObjectCount),
  fileSize: (operation: BulkOperation, _: unknown, context) =>
    operation.result?.length && isComplete(operation, context) ? String(operation.result.length) : null,
  /** Null for a result with nothing in it, as there. */
  url: (operation: BulkOperation, _: unknown, context) =>
    operation.result?.length && isComplete(operation, context)
      ? `${context.store.origin}${RESULTS_PATH}/${operation.id.split("/").pop()}?signature=${operation.signature}`
      : null,
  partialDataUrl: () => null,
};
