import type { BulkFault, Faults, NextFault } from "./model.ts";

/** How the stand-in behaves when nobody asked for trouble. */
export function noFaults(): Faults {
  return {
    latencyMs: 0,
    errorRate: 0,
    throttleRate: 0,
    dropAnswerRate: 0,
    mediaDelayMs: 800,
    tokenErrorRate: 0,
    mediaFailRate: 0,
    bulkDelayMs: 300,
    bulk: [],
    webhookCopies: 1,
    webhookDelayMs: 0,
    next: [],
  };
}

/** Takes the one-shot fault that waits for this operation, if there is one. */
export function takeNextFault(faults: Faults, operation: string): NextFault["fault"] | null {
  const found = faults.next.find((next) => next.operation === operation && next.times > 0);
  if (!found) return null;
  found.times -= 1;
  faults.next = faults.next.filter((next) => next.times > 0);
  return found.fault;
}

/** Takes the fault that waits for a bulk query, if it is one of these. */
export function takeBulkFault<Name extends BulkFault["fault"]>(
  faults: Faults,
  names: readonly Name[],
): Name | null {
  const found = faults.bulk.find(({ fault, times }) => names.some((name) => name === fault) && times > 0);
  if (!found) return null;
  found.times -= 1;
  faults.bulk = faults.bulk.filter(({ times }) => times > 0);
  return names.find((name) => name === found.fault) ?? null;
}
