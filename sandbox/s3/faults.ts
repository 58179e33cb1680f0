import { z } from "zod";

const rate = z.number().min(0).max(1);

/** Shares of the requests, and a delay for all of them. What is left out is off. */
export const Faults = z.strictObject({
  errorRate: rate.default(0),
  hangRate: rate.default(0),
  latencyMs: z.number().min(0).default(0),
});

export type FaultSettings = z.input<typeof Faults>;

export interface Counts {
  requests: number;
  byMethod: Record<string, number>;
  /** By S3's error code. */
  refused: Record<string, number>;
  failed: number;
  hung: number;
}

export function noCounts(): Counts {
  return { requests: 0, byMethod: {}, refused: {}, failed: 0, hung: 0 };
}
