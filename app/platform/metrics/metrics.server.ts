import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { ErrorCode } from "../errors.ts";

export type Metrics = ReturnType<typeof createMetrics>;

const MODEL_SECONDS = [0.5, 1, 2, 4, 8, 12, 16, 24, 32, 48, 64, 120, 240];
const HTTP_SECONDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const SHARES = [0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.9, 1];

/**
 * What this process counts, for Prometheus. Labels come from short fixed lists: no shop, no id, nothing a visitor
 * chooses, or the series would grow without end. Made once per process and handed to whoever has something to count.
 */
export function createMetrics(registry = new Registry()) {
  const registers = [registry];
  const generations = new Histogram({
    name: "packshot_generation_seconds",
    help: "From the claim of a generation to the end of this attempt, by outcome: done, again, given_back or why it failed",
    labelNames: ["outcome"],
    buckets: MODEL_SECONDS,
    registers,
  });
  const modelCalls = new Histogram({
    name: "packshot_model_call_seconds",
    help: "Calls of the image model, by outcome: ok, or the error",
    labelNames: ["outcome"],
    buckets: MODEL_SECONDS,
    registers,
  });
  const paid = new Counter({
    name: "packshot_model_paid_micros_total",
    help: "What the calls that this process began may cost the operator, in millionths of a dollar",
    registers,
  });
  const breaker = new Gauge({
    name: "packshot_model_breaker_open",
    help: "1 while the model fails so often that this process holds its calls back",
    registers,
  });
  const http = new Histogram({
    name: "packshot_http_request_seconds",
    help: "From a request to the last byte of its answer",
    labelNames: ["route", "method", "status"],
    buckets: HTTP_SECONDS,
    registers,
  });
  const leases = new Counter({
    name: "packshot_leases_lost_total",
    help: "Work thrown away because its lease was somebody else's by then",
    labelNames: ["work"],
    registers,
  });
  const publications = new Counter({
    name: "packshot_publications_ended_total",
    help: "Attempts to publish or restore an image that ended, by outcome: a state, again, or why it failed",
    labelNames: ["outcome"],
    registers,
  });
  const shopify = adminApiMetrics(registers);

  return {
    registry,
    ...shopify,
    generationEnded: (outcome: "done" | "again" | "given_back" | ErrorCode, seconds: number) =>
      generations.observe({ outcome }, seconds),
    modelCallEnded: (outcome: "ok" | ErrorCode, seconds: number) => modelCalls.observe({ outcome }, seconds),
    modelPaid: (micros: number) => paid.inc(micros),
    modelBreaker: (isOpen: boolean) => breaker.set(isOpen ? 1 : 0),
    httpRequestEnded: (labels: { route: string; method: string; status: number }, seconds: number) =>
      http.observe(labels, seconds),
    leaseLost: (work: "generation" | "product") => leases.inc({ work }),
    /** Of several at once, as one update of a product ends them: a state, a code, or again. */
    publicationsEnded: (outcome: string, amount: number) => publications.inc({ outcome }, amount),
  };
}

type AdminCall = {
  operation: string;
  answer: string;
  seconds: number;
  cost?: number;
  bucket?: { maximumAvailable: number; currentlyAvailable: number };
};

function adminApiMetrics(registers: Registry[]) {
  const calls = new Histogram({
    name: "packshot_shopify_call_seconds",
    help: "Calls of Shopify's Admin API, by operation and kind of answer (throttled is one)",
    labelNames: ["operation", "answer"],
    buckets: HTTP_SECONDS,
    registers,
  });
  const points = new Counter({
    name: "packshot_shopify_points_total",
    help: "Cost points used at Shopify, all shops together",
    labelNames: ["operation"],
    registers,
  });
  const shareLeft = new Histogram({
    name: "packshot_shopify_share_left",
    help: "What was left of the shop's cost bucket after each call, as a share of the whole bucket",
    buckets: SHARES,
    registers,
  });
  return {
    adminApiCalled: ({ operation, answer, seconds, cost, bucket }: AdminCall): void => {
      calls.observe({ operation, answer }, seconds);
      if (cost) points.inc({ operation }, cost);
      if (bucket) shareLeft.observe(bucket.currentlyAvailable / bucket.maximumAvailable);
    },
  };
}
