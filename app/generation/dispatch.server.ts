import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import { createRounds, type Rounds } from "../platform/rounds.ts";
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

/** The queue ignores what it holds, but being asked costs it something. What it lost comes again after this time. */
const REMEMBER_MS = 3_000;

/**
 * The rows are the backlog, the queue is a short window onto them. Every look picks what should run next and hands it
 * over; to pick the same again, in another process at the same time even, is harmless. So nothing needs to be marked,
 * and when the queue is lost, the next looks fill it again.
 */
export function createDispatcher({ db, queue, clock, window, log }: Deps): Rounds {
  const handedOver = new Map<string, number>();

  return createRounds(async () => {
    const now = performance.now();
    const picks = picksOf(await waitingAcrossShops(db, clock.now(), window), window);
    for (const [name, at] of handedOver) if (at < now - REMEMBER_MS) handedOver.delete(name);
    const fresh = picks.filter((pick) => !handedOver.has(nameOf(pick)));
    for (const pick of fresh) handedOver.set(nameOf(pick), now);
    if (fresh.length > 0) await queue.enqueue(fresh.map(jobOf));
  }, log);
}

function nameOf({ shop, id, attempt }: Picked): string {
  return `${shop}/${id}/${attempt}`;
}

function jobOf({ shop, id, attempt, priority }: Picked): QueuedJob {
  return { job: { name: "generate_image", shop, id }, attempt, priority };
}
