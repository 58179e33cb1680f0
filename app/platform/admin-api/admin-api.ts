import type { Clock } from "../clock.ts";
import { PackshotError } from "../errors.ts";
import type { Logger } from "../logger.server.ts";
import type { Metrics } from "../metrics/metrics.server.ts";
import { systemWait, type Wait } from "../wait.ts";
import type { AdminAnswer } from "./admin-answer.ts";
import type { BucketCall, CostBucket, Patience } from "./cost-bucket.ts";
import type { AdminOperation } from "./operations.generated.ts";
import { send, type AdminRequest } from "./send.ts";

export interface AdminApi {
  /**
   * Runs one operation. `shopify_unreachable` carries `data.sent`: "no" when the request never left, else "maybe";
   * after "maybe" a mutation may have been carried out, so look before you repeat it.
   */
  request<Result, Variables>(
    operation: AdminOperation<Result, Variables>,
    variables: Variables,
    options?: { signal?: AbortSignal },
  ): Promise<Result>;
}

export type AdminApiFor = (shop: string) => AdminApi;

export type AdminApiDeps = {
  shop: string;
  accessToken: () => Promise<string>;
  /** Shopify refused this token; true when `accessToken` has another one by now. */
  tokenRefused?: (token: string) => Promise<boolean>;
  fetch: typeof fetch;
  clock: Clock;
  /** One per shop and process. */
  bucket: CostBucket;
  log: Logger;
  observe?: Metrics["adminApiCalled"];
  wait?: Wait;
  /** A person waits for the answers. */
  isUrgent?: boolean;
};

const THROTTLED_TRIES = 10;
const THROTTLED_MS = 60_000;
const UNREACHABLE_TRIES = 3;

/**
 * A plain client instead of Shopify's: that one retries mutations on network errors and reads `Retry-After` seconds as
 * milliseconds (shopify-app-js issue 3364), and hides whether a request may have been carried out.
 */
export function createAdminApi(deps: AdminApiDeps): AdminApi {
  return {
    request: async <Result, Variables>(
      operation: AdminOperation<Result, Variables>,
      variables: Variables,
      { signal }: { signal?: AbortSignal } = {},
    ) => {
      const { isUrgent = false } = deps;
      const head = headOf(operation);
      const call = { operation: head.name, size: sizeOf(variables), isUrgent };
      return (await untilAnswered(deps, { ...head, text: operation, call }, variables, signal)) as Result;
    },
  };
}

type Operation = { text: string; name: string; isMutation: boolean; call: BucketCall };

async function untilAnswered(
  deps: AdminApiDeps,
  operation: Operation,
  variables: unknown,
  signal?: AbortSignal,
) {
  const wait = waitIn(deps);
  const giveUpAt = deps.clock.now().getTime() + THROTTLED_MS;
  let failures = 0;
  let refusals = 0;
  for (let tries = 1; ; tries += 1) {
    const answer = await once(deps, operation, variables, { until: giveUpAt, wait, signal });
    switch (answer.kind) {
      case "data":
        return answer.data;
      case "failed":
        throw answer.error;
      case "token_refused":
        refusals += 1;
        if (!answer.hasAnother || refusals > 1) throw answer.error;
        break;
      case "unreachable":
        failures += 1;
        if (operation.isMutation || failures >= UNREACHABLE_TRIES || signal?.aborted) throw answer.error;
        await wait(500 * 2 ** failures, signal);
        break;
      case "throttled": {
        const ms = throttledFor(deps.bucket, answer);
        if (tries >= THROTTLED_TRIES || deps.clock.now().getTime() + ms > giveUpAt) {
          throw new PackshotError("shopify_throttled", { operation: operation.name, tries });
        }
        await wait(ms, signal);
      }
    }
  }
}

/** Who is stopped while waiting has sent nothing, or was not executed. */
function waitIn({ wait = systemWait }: AdminApiDeps): Wait {
  return (ms, signal) =>
    wait(ms, signal).catch((cause: unknown) => {
      throw new PackshotError("shopify_unreachable", { sent: "no" }, { cause });
    });
}

/** A little more than the bucket asks for, differently for each caller that waits for the same bucket. */
function throttledFor(
  bucket: CostBucket,
  { cost, retryAfterMs }: AdminAnswer & { kind: "throttled" },
): number {
  const ms = Math.max(retryAfterMs, cost ? bucket.waitFor(cost.requested) : 0, 200);
  return Math.ceil(ms * (1 + Math.random() / 4));
}

async function once(
  deps: AdminApiDeps,
  { text, name, isMutation, call }: Operation,
  variables: unknown,
  patience: Patience,
) {
  const leave = await deps.bucket.enter(call, patience);
  const startedAt = deps.clock.now().getTime();
  const body = { query: text, variables, operationName: name };
  const request = { body, isMutation, signal: patience.signal };
  const answer = await sendWithToken(deps, request).finally(leave);
  const cost = "cost" in answer ? answer.cost : undefined;
  if (cost) deps.bucket.learn(call, { ...cost, isThrottled: answer.kind === "throttled" });
  const ms = deps.clock.now().getTime() - startedAt;
  const told = { operation: name, answer: answer.kind, cost: cost?.actual ?? cost?.requested };
  deps.log.info({ ...told, shop: deps.shop, ms }, "Admin API");
  deps.observe?.({ ...told, seconds: ms / 1000, bucket: cost?.status });
  return answer;
}

async function sendWithToken(deps: AdminApiDeps, request: AdminRequest) {
  const { shop, fetch } = deps;
  const token = await deps.accessToken();
  const answer = await send({ shop, token, fetch }, request);
  if (answer.kind !== "token_refused") return answer;
  return { ...answer, hasAnother: (await deps.tokenRefused?.(token)) ?? false };
}

/** How many things it is about: the longest list of its variables. */
function sizeOf(variables: unknown): number {
  const values: unknown[] = Object.values(variables ?? {});
  return Math.max(1, ...values.map((value) => (Array.isArray(value) ? value.length : 1)));
}

/** The generated text of an operation begins with its kind and its name. */
function headOf(operation: string): { name: string; isMutation: boolean } {
  const head = /^\s*(query|mutation)\s+(\w+)/.exec(operation);
  if (!head?.[2]) throw new Error(`An operation without a name: ${operation.slice(0, 40)}`);
  return { name: head[2], isMutation: head[1] === "mutation" };
}
