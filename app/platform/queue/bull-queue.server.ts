import Bull from "bull";
import { Redis, type RedisOptions } from "ioredis";
import { PackshotError } from "../errors.ts";
import type { Logger } from "../logger.server.ts";
import { atMost } from "../wait.ts";
import { emptyQueue, isNonsense } from "./mend-redis.server.ts";
import { payloadOf, readPayload } from "./payload.ts";
import { JOB_NAMES, type JobName, type Queue, type QueuedJob } from "./queue.ts";

type Options = { redisUrl: string; concurrency: Record<JobName, number>; log: Logger; prefix?: string };

const ENQUEUE_MS = 2_000;
const CLOSE_MS = 2_000;
const FORGET_MS = 20_000;

/**
 * A job whose worker died comes back after the lock's end, however often: how often is told by its row. Bull's own
 * values (30 s, once) would keep the id of a dead worker's job from being added again for a minute.
 */
const SETTINGS = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 1_000_000,
  retryProcessDelay: 1_000,
};

/**
 * Bull on Redis: one Bull queue per job name, so that each keeps its own concurrency.
 * Bull ignores `add` for an id it still holds, finished ones included, so jobs are removed when they end and the
 * attempt is part of the id.
 */
export function createBullQueue({ redisUrl, concurrency, log, prefix = "packshot" }: Options): Queue {
  const connections = openConnections(redisUrl, log);
  const abort = new AbortController();
  const queues = new Map<JobName, Bull.Queue>();
  for (const name of JOB_NAMES) {
    const queue = new Bull(name, { prefix, createClient: connections.create, settings: SETTINGS });
    queue.on("error", (error) => {
      log.error({ queue: name, err: error }, "Redis failed");
      if (isNonsense(error)) mend(name);
    });
    queues.set(name, queue);
  }

  function mend(name: JobName): void {
    emptyQueue(connections.shared, prefix, name).then(
      () => log.warn({ queue: name }, "nonsense in Redis: the queue was emptied, the rows fill it again"),
      (error: unknown) => log.error({ queue: name, err: error }, "nonsense in Redis"),
    );
  }

  async function addTo(name: JobName, jobs: readonly QueuedJob[]): Promise<void> {
    const added = await queues.get(name)?.addBulk(jobs.map(toBull));
    // Bull keeps quiet about a job that Redis refused, but cannot give it an id.
    if (added?.some((job: { id?: Bull.JobId }) => job.id === undefined)) mend(name);
  }

  return {
    async enqueue(jobs) {
      const byName = [...Map.groupBy(jobs, ({ job }) => job.name)];
      const add = () => Promise.all(byName.map(([name, own]) => addTo(name, own)));
      // Without Redis commands pile up and wait for it. Who asked must not: the rows are there, the sweep finds them.
      const isAway = ["close", "reconnecting", "end"].includes(connections.shared.status);
      const isAdded = !isAway && (await atMost(ENQUEUE_MS, add()).catch(() => false));
      if (!isAdded)
        log.warn({ jobs: jobs.length }, "Redis does not take jobs; the sweep hands them over later");
    },
    async forget(shop) {
      // A glob over job ids. It looks at every key of Redis, which holds little more than these.
      const pattern = `${shop.replace(/[[\]*?^\\]/g, "\\$&")}/*`;
      const removed = Promise.all([...queues.values()].map((queue) => queue.removeJobs(pattern)));
      if (!(await atMost(FORGET_MS, removed)))
        throw new PackshotError("internal", { reason: "Redis is away" });
    },
    start(handle) {
      for (const [name, queue] of queues) {
        // All names of Bull's own kind: one it has no handler for would stay in Redis as failed.
        const processing = queue.process("*", concurrency[name], async (job) => {
          const payload = readPayload(job.data);
          if (!payload) {
            job.opts.removeOnComplete = true; // nonsense does not ask for it
            return log.error({ queue: name, jobId: job.id }, "a job that is none of ours was dropped");
          }
          await handle({ name, shop: payload.shop, id: payload.id }, abort.signal);
        });
        processing.catch((error: unknown) =>
          log.error({ queue: name, err: error }, "Bull stopped processing"),
        );
        queue.on("failed", (job, error) => {
          log.error(
            { queue: name, jobId: job.id, err: error },
            "a job broke off; the sweep hands it over again",
          );
        });
      }
    },
    async stop(graceMs) {
      const grace = setTimeout(() => abort.abort(), graceMs);
      const closed = Promise.all([...queues.values()].map((queue) => queue.close()));
      await atMost(graceMs + CLOSE_MS, closed); // while Redis is away, Bull never closes
      clearTimeout(grace);
      connections.close();
    },
    async ready() {
      if (connections.shared.status !== "ready") {
        throw new PackshotError("internal", { reason: `Redis is ${connections.shared.status}` });
      }
      await connections.shared.ping();
    },
    async depths() {
      if (connections.shared.status !== "ready") return []; // commands would wait until it is back
      const all = [...queues].map(async ([name, queue]) => {
        const { waiting, active } = await queue.getJobCounts();
        return { name, waiting, running: active };
      });
      return Promise.all(all);
    },
  };
}

/** Bull wants a connection of its own per queue for blocking reads; commands and events are shared. */
function openConnections(redisUrl: string, log: Logger) {
  const opened: Redis[] = [];
  const open = (options: RedisOptions) => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, enableReadyCheck: false, ...options });
    redis.on("error", (error) => log.warn({ err: error }, "Redis connection"));
    redis.setMaxListeners(50); // every queue listens
    opened.push(redis);
    return redis;
  };
  const shared = open({});
  const subscriber = open({});
  return {
    shared,
    create: (type: "client" | "subscriber" | "bclient") =>
      type === "client" ? shared : type === "subscriber" ? subscriber : open({}),
    close: () => opened.forEach((redis) => redis.disconnect()),
  };
}

function toBull({ job, attempt, priority }: QueuedJob) {
  return {
    data: payloadOf(job),
    opts: {
      jobId: `${job.shop}/${job.id}/${attempt}`,
      ...(priority ? { priority } : {}),
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}
