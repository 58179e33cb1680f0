import { setTimeout as delay } from "node:timers/promises";
import { OperationTypeNode } from "graphql";
import { failBulk, runBulk } from "./bulk-run.ts";
import { createContext } from "./admin-api/context.ts";
import { costOf } from "./admin-api/cost.ts";
import { executeDocument } from "./admin-api/execute.ts";
import { prepare } from "./admin-api/prepare.ts";
import type { AdminRequest, Prepared } from "./admin-api/prepare.ts";
import { simulatedSchema } from "./admin-api/schema.ts";
import { takeNextFault } from "./faults.ts";
import type { NextFault, Shop, Token } from "./model.ts";
import type { Store } from "./store.ts";
import { createBucket } from "./throttle.ts";
import type { Bucket } from "./throttle.ts";

export type { AdminRequest } from "./admin-api/prepare.ts";

/** What the server does: answer, destroy the socket instead, or never answer. */
export type AdminAnswer = { deliver: "answer" | "cut" | "hang"; status: number; body: unknown };

const MAX_QUERY_COST = 1_000;
const LIMITS_DOCUMENTATION = "https://shopify.dev/api/usage/rate-limits";

/** Executes one Admin API request of an app for a shop, with the faults that are switched on. */
export async function executeAdmin(
  shop: Shop,
  token: Token,
  request: AdminRequest,
  store: Store,
): Promise<AdminAnswer> {
  const { query } = request;
  if (typeof query !== "string" || !query.trim()) {
    return answer({ errors: { query: "Required parameter missing or invalid" } }, 400);
  }
  const prepared = prepare(simulatedSchema(), { ...request, query });
  const call = store.calls.begin(prepared.name, shop.domain, store.now());
  if (store.faults.latencyMs > 0) await delay(store.faults.latencyMs);

  const requested = "errors" in prepared ? 0 : costOfPrepared(prepared).requested;
  const result =
    "errors" in prepared
      ? answer({ errors: prepared.errors })
      : await answerWithFaults(store, shop, token, prepared);
  call.end({ cost: requested, ...billOf(result.body), status: result.status, now: store.now() });
  return result;
}

/** What Shopify itself told of the cost. */
function billOf(body: unknown) {
  const { errors, extensions } = (body ?? {}) as {
    errors?: { extensions?: { code?: string } }[] | string;
    extensions?: { cost?: { actualQueryCost: number | null } };
  };
  const isThrottled = Array.isArray(errors) && errors.some((error) => error.extensions?.code === "THROTTLED");
  return { actualCost: extensions?.cost?.actualQueryCost ?? 0, isThrottled };
}

const answer = (body: unknown, status = 200): AdminAnswer => ({ deliver: "answer", status, body });

const costOfPrepared = ({ document, operation, variables }: Prepared) =>
  costOf(simulatedSchema(), document, operation, variables);

async function answerWithFaults(
  store: Store,
  shop: Shop,
  token: Token,
  prepared: Prepared,
): Promise<AdminAnswer> {
  const fault = takeNextFault(store.faults, prepared.name) ?? randomFault(store, prepared);
  switch (fault) {
    case "hang":
      return { deliver: "hang", status: 0, body: null };
    case "error_500":
      return answer({ errors: "Internal Server Error" }, 500);
    case "throttled":
      return throttled(store, bucketOf(store, shop), costOfPrepared(prepared).requested);
    case "drop_answer":
      return { ...(await run(store, shop, token, prepared, false)), deliver: "cut" };
    case "userErrors":
      return run(store, shop, token, prepared, true);
    case null:
      return run(store, shop, token, prepared, false);
  }
}

function randomFault(store: Store, { operation }: Prepared): NextFault["fault"] | null {
  const { errorRate, throttleRate, dropAnswerRate } = store.faults;
  if (store.random() < errorRate) return "error_500";
  if (store.random() < throttleRate) return "throttled";
  if (operation.operation === OperationTypeNode.MUTATION && store.random() < dropAnswerRate)
    return "drop_answer";
  return null;
}

function bucketOf(store: Store, shop: Shop): Bucket {
  const bucket = store.buckets.get(shop.domain) ?? createBucket(shop.plan, store.now());
  store.buckets.set(shop.domain, bucket);
  return bucket;
}

async function run(
  store: Store,
  shop: Shop,
  token: Token,
  prepared: Prepared,
  refuseMutations: boolean,
): Promise<AdminAnswer> {
  const bucket = bucketOf(store, shop);
  const cost = costOfPrepared(prepared);
  if (cost.requested > MAX_QUERY_COST) return tooExpensive(cost.requested);
  if (!bucket.take(cost.requested, store.now())) return throttled(store, bucket, cost.requested);

  const context = createContext(store, shop, token, refuseMutations);
  const { data, errors } = await executeDocument(
    prepared.document,
    prepared.name,
    prepared.variables,
    context,
  );
  for (const operation of context.startedBulk)
    runBulk(store, shop, token, operation).catch(() => failBulk(operation));
  const actual = Math.min(cost.requested, cost.actual(data));
  bucket.giveBack(cost.requested - actual);
  return answer({
    data,
    ...(errors && { errors }),
    extensions: {
      cost: costReport(cost.requested, actual, bucket.status(store.now())),
      ...(context.searchWarnings.length > 0 && { search: context.searchWarnings }),
    },
  });
}

const costReport = (requestedQueryCost: number, actualQueryCost: number | null, throttleStatus: object) => ({
  requestedQueryCost,
  actualQueryCost,
  throttleStatus,
});

/** Shopify answers a throttled query with HTTP 200. */
function throttled(store: Store, bucket: Bucket, requested: number): AdminAnswer {
  const status = bucket.status(store.now());
  const currentlyAvailable = Math.min(status.currentlyAvailable, Math.max(0, requested - 1));
  return answer({
    errors: [
      { message: "Throttled", extensions: { code: "THROTTLED", documentation: LIMITS_DOCUMENTATION } },
    ],
    extensions: { cost: costReport(requested, null, { ...status, currentlyAvailable }) },
  });
}

function tooExpensive(cost: number): AdminAnswer {
  const message = `Query cost is ${cost}, which exceeds the single query max cost limit (${MAX_QUERY_COST}).`;
  const extensions = {
    code: "MAX_COST_EXCEEDED",
    cost,
    maxCost: MAX_QUERY_COST,
    documentation: LIMITS_DOCUMENTATION,
  };
  return answer({ errors: [{ message, extensions }] });
}
