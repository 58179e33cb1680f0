import type { Faults, NextFault } from "./model.ts";

/** How the stand-in behaves when nobody asked for trouble. */
export function noFaults(): Faults {
  return {
    latencyMs: 0,
    errorRate: 0,
    throttleRate: 0,
    dropAnswerRate: 0,
    mediaDelayMs: 800,
    mediaFailRate: 0,
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
