import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Queue, QueuedJob } from "../platform/queue/queue.ts";
import { waitingAcrossShops } from "./dispatch-store.server.ts";
import { picksOf, type Pick as Picked } from "./dispatch.ts";

type Deps = {
  db: Db;
  queue: Pick<Queue, "enqueue">;
  clock: Clock;
  /** How many generations of all shops may be in work and in line together. */
  window: number;
  log: Logger;
};

export type Dispatcher = {
  /** There may be something to begin: looks at once, or shortly after the last look. */
  nudge(): void;
  /** Looks by itself as well. */
  start(): void;
  stop(): Promise<void>;
};

const EVERY_MS = 500;
const LEAST_GAP_MS = 100;
/** A look that takes long is not repeated at once: at most a tenth of the time is spent on looking. */
const GAP_PER_LOOK = 10;
/** The queue ignores what it holds, but being asked costs it something. What it lost comes again after this time. */
const REMEMBER_MS = 3_000;

/**
 * The rows are the backlog, the queue is a short window onto them. Every look picks what should run next and hands it
 * over; to pick the same again, in another process at the same time even, is harmless. So nothing needs to be marked,
 * and when the queue is lost, the next looks fill it again.
 */
export function createDispatcher({ db, queue, clock, window, log }: Deps): Dispatcher {
  const handedOver = new Map<string, number>();
  let next: NodeJS.Timeout | undefined;
  let regularly: NodeJS.Timeout | undefined;
  let looking: Promise<void> | undefined;
  let notBefore = 0;
  let wantedMeanwhile = false;
  let stopped = false;

  async function look(): Promise<void> {
    const startedAt = performance.now();
    const picks = picksOf(await waitingAcrossShops(db, clock.now(), window), window);
    for (const [name, at] of handedOver) if (at < startedAt - REMEMBER_MS) handedOver.delete(name);
    const fresh = picks.filter((pick) => !handedOver.has(nameOf(pick)));
    for (const pick of fresh) handedOver.set(nameOf(pick), startedAt);
    if (fresh.length > 0) await queue.enqueue(fresh.map(jobOf));
    const tookMs = performance.now() - startedAt;
    notBefore = Math.max(notBefore, performance.now() + GAP_PER_LOOK * tookMs);
  }

  function lookNow(): void {
    next = undefined;
    notBefore = performance.now() + LEAST_GAP_MS;
    looking = look()
      .catch((err: unknown) => log.warn({ err }, "dispatch failed; it tries again"))
      .finally(() => {
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
  };
}

function nameOf({ shop, id, attempt }: Picked): string {
  return `${shop}/${id}/${attempt}`;
}

function jobOf({ shop, id, attempt, priority }: Picked): QueuedJob {
  return { job: { name: "generate_image", shop, id }, attempt, priority };
}
