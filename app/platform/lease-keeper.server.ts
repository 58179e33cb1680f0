import type { Logger } from "./logger.server.ts";

export type LeaseKeeper = {
  /** Aborts when the lease turns out to be somebody else's. */
  signal: AbortSignal;
  /** Ends the renewing, and waits for one that is under way. */
  stop(): Promise<void>;
};

/** However long the lease is: work of a shop that leaves ends within the seconds that promises.ts tells. */
const LONGEST_MS = 2_000;

/**
 * Renews a lease for as long as the work goes on. A renewal that fails because the database is away is tried again
 * next time: without the lease nothing can be completed anyway.
 */
export function keepLease(renew: () => Promise<boolean>, everyMs: number, log: Logger): LeaseKeeper {
  const lost = new AbortController();
  let renewing = Promise.resolve();
  const timer = setInterval(
    () => {
      renewing = renew().then(
        (ours) => {
          if (!ours) lost.abort(new Error("The lease was lost"));
        },
        (err: unknown) => log.warn({ err }, "lease not renewed"),
      );
    },
    Math.min(everyMs, LONGEST_MS),
  );
  return {
    signal: lost.signal,
    async stop() {
      clearInterval(timer);
      await renewing;
    },
  };
}
