type Call = {
  operation: string;
  shop: string;
  /** Requested query cost; 0 when the query never got that far. */
  cost: number;
  /** What it took in the end: a query that finds little gets points back. */
  actualCost: number;
  isThrottled: boolean;
  startedAt: number;
  durationMs: number;
  status: number;
};

/** What was asked of the Admin API, for tests and benches. */
export type CallLog = {
  begin: (operation: string, shop: string, now: number) => OpenCall;
  list: () => Call[];
  counts: () => Record<string, number>;
  maxInFlight: () => number;
  clear: () => void;
};
type OpenCall = {
  end: (result: Pick<Call, "cost" | "actualCost" | "isThrottled" | "status"> & { now: number }) => void;
};

const KEPT = 2_000;

export function createCallLog(): CallLog {
  let calls: Call[] = [];
  let counts = new Map<string, number>();
  let inFlight = 0;
  let most = 0;
  return {
    begin(operation, shop, startedAt) {
      counts.set(operation, (counts.get(operation) ?? 0) + 1);
      inFlight += 1;
      most = Math.max(most, inFlight);
      return {
        end({ now, ...result }) {
          inFlight -= 1;
          calls.push({ operation, shop, ...result, startedAt, durationMs: now - startedAt });
          if (calls.length > KEPT) calls.shift();
        },
      };
    },
    list: () => [...calls],
    counts: () => Object.fromEntries(counts),
    maxInFlight: () => most,
    clear() {
      calls = [];
      counts = new Map();
      most = inFlight;
    },
  };
}
