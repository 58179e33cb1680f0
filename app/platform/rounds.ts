import type { Logger } from "./logger.server.ts";
import { createWatch } from "./watch.ts";

/** Something that looks at rows for what is to be done: when it is nudged, and by itself every half second. */
export type Rounds = {
  /** There may be something to do: looks at once, or shortly after the last look. Many nudges are one look. */
  nudge(): void;
  /** Looks by itself as well. */
  start(): void;
  stop(): Promise<void>;
  /** A look does not come to its end. */
  standsStill(): boolean;
};

const EVERY_MS = 500;
const LEAST_GAP_MS = 100;
/** A look that takes long is not repeated at once: at most a tenth of the time is spent on looking. */
const GAP_PER_LOOK = 10;
const LONGEST_GAP_MS = 15_000;
/** That a look failed late, as when the database fell silent, says nothing about how long the next one takes. */
const GAP_AFTER_FAILURE_MS = 1_000;
/** Longer than the database is waited for. */
const LONGEST_LOOK_MS = 120_000;

export function createRounds(look: () => Promise<void>, log: Logger): Rounds {
  const watch = createWatch(LONGEST_LOOK_MS);
  let next: NodeJS.Timeout | undefined;
  let regularly: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let notBefore = 0;
  let wantedMeanwhile = false;
  let stopped = false;

  async function timed(): Promise<void> {
    const startedAt = performance.now();
    notBefore = startedAt + LEAST_GAP_MS;
    const gapMs = await watch.run(look).then(
      () => Math.min(LONGEST_GAP_MS, GAP_PER_LOOK * (performance.now() - startedAt)),
      (err: unknown) => {
        log.warn({ err }, "a look failed; the next round looks again");
        return GAP_AFTER_FAILURE_MS;
      },
    );
    notBefore = Math.max(notBefore, performance.now() + gapMs);
  }

  function lookNow(): void {
    next = undefined;
    looking = timed().finally(() => {
      looking = undefined;
      if (wantedMeanwhile) nudge();
    });
  }

  function nudge(): void {
    wantedMeanwhile = looking !== undefined; // what it has read may be older than what the nudge is about
    if (stopped || next || looking) return;
    next = setTimeout(lookNow, Math.max(0, notBefore - performance.now())).unref();
  }

  return {
    nudge,
    start() {
      nudge();
      regularly = setInterval(nudge, EVERY_MS).unref();
    },
    async stop() {
      stopped = true;
      clearTimeout(next);
      clearInterval(regularly);
      await looking;
    },
    standsStill: () => watch.standsStill(),
  };
}
