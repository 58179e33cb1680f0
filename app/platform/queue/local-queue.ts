import type { Logger } from "../logger.server.ts";
import type { Job, JobHandler, JobName, Queue, QueuedJob } from "./queue.ts";

type Options = { concurrency: Record<JobName, number>; log: Logger };

/** Waiting jobs of one name, and how many run. */
type Lane = { waiting: QueuedJob[]; running: number };

/** The queue of a single process: memory alone. What a crash drops, the sweep of the next start hands over again. */
export function createLocalQueue({ concurrency, log }: Options): Queue {
  const lanes = new Map<JobName, Lane>();
  const known = new Set<string>();
  const active = new Set<Promise<void>>();
  const abort = new AbortController();
  let handler: JobHandler | null = null;
  let stopping = false;

  function laneOf(name: JobName): Lane {
    const lane = lanes.get(name) ?? { waiting: [], running: 0 };
    lanes.set(name, lane);
    return lane;
  }

  function push(queued: QueuedJob): void {
    const { waiting } = laneOf(queued.job.name);
    const { priority = 0 } = queued;
    waiting.splice(waiting.findLastIndex((other) => (other.priority ?? 0) <= priority) + 1, 0, queued);
    pump(queued.job.name);
  }

  function pump(name: JobName): void {
    const lane = laneOf(name);
    while (handler && !stopping && lane.running < concurrency[name]) {
      const next = lane.waiting.shift();
      if (!next) return;
      lane.running += 1;
      const run = runOne(handler, next).finally(() => {
        lane.running -= 1;
        active.delete(run);
        pump(name);
      });
      active.add(run);
    }
  }

  async function runOne(handle: JobHandler, queued: QueuedJob): Promise<void> {
    try {
      await handle(queued.job, abort.signal);
    } catch (error) {
      log.error({ job: queued.job, err: error }, "a job broke off; the sweep hands it over again");
    } finally {
      known.delete(nameOf(queued));
    }
  }

  return {
    async enqueue(jobs) {
      for (const queued of jobs) {
        if (stopping || known.has(nameOf(queued))) continue;
        known.add(nameOf(queued));
        push(queued);
      }
    },
    async forget(shop) {
      for (const lane of lanes.values()) {
        const forgotten = lane.waiting.filter(({ job }) => job.shop === shop);
        for (const queued of forgotten) known.delete(nameOf(queued));
        lane.waiting = lane.waiting.filter((queued) => !forgotten.includes(queued));
      }
    },
    start(handle) {
      handler = handle;
      for (const name of lanes.keys()) pump(name);
    },
    async stop(graceMs) {
      stopping = true;
      const grace = setTimeout(() => abort.abort(), graceMs);
      await Promise.allSettled(active);
      clearTimeout(grace);
    },
    async ready() {},
    async depths() {
      return [...lanes].map(([name, { waiting, running }]) => ({ name, waiting: waiting.length, running }));
    },
  };
}

function nameOf({ job, attempt }: { job: Job; attempt: number }): string {
  return `${job.name}/${job.shop}/${job.id}/${attempt}`;
}
