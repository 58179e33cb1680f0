import Bull from "bull";
import { Redis, type RedisOptions } from "ioredis";
import { z } from "zod";
import { PackshotError } from "../errors.ts";
import type { Logger } from "../logger.server.ts";
import { atMost } from "../wait.ts";
import { JOB_NAMES, type JobName, type Queue, type QueuedJob } from "./queue.ts";

type Options = { redisUrl: string; concurrency: Record<JobName, number>; log: Logger; prefix?: string };

const ENQUEUE_MS = 2_000;
const CLOSE_MS = 2_000;

const Payload = z.object({ shop: z.string().min(1), id: z.string().min(1) });

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
    const queue = new Bull(name, { prefix, createClient: connections.create });
    queue.on("error", (error) => log.error({ queue: name, err: error }, "Redis failed"));
    queues.set(name, queue);
  }

  return {
    async enqueue(jobs) {
      const byName = [...Map.groupBy(jobs, ({ job }) => job.name)];
      const add = () =>
        Promise.all(byName.map(async ([name, own]) => queues.get(name)?.addBulk(own.map(toBull))));
      // Without Redis commands pile up and wait for it. Who asked must not: the rows are there, the sweep finds them.
      const isAway = ["close", "reconnecting", "end"].includes(connections.shared.status);
      const isAdded = !isAway && (await atMost(ENQUEUE_MS, add()).catch(() => false));
      if (!isAdded)
        log.warn({ jobs: jobs.length }, "Redis does not take jobs; the sweep hands them over later");
    },
    start(handle) {
      for (const [name, queue] of queues) {
        const processing = queue.process(concurrency[name], async (job) => {
          const payload = Payload.safeParse(job.data);
          if (!payload.success)
            return log.error({ queue: name, jobId: job.id }, "a job without ids was dropped");
          await handle({ name, ...payload.data }, abort.signal);
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
  };
}

/** Bull wants a connection of its own per queue for blocking reads; commands and events are shared. */
function openConnections(redisUrl: string, log: Logger) {
  const opened: Redis[] = [];
  const open = (options: RedisOptions) => {
    const redis = new Redis(redisUrl, { maxRetriesPerRequest: null, enableReadyCheck: false, ...options });
    redis.on("error", (error) => log.warn({ err: error }, "Redis connection"));
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

function toBull({ job, attempt, delayMs }: QueuedJob) {
  return {
    data: { shop: job.shop, id: job.id },
    opts: {
      jobId: `${job.shop}/${job.id}/${attempt}`,
      delay: delayMs ?? 0,
      attempts: 1,
      removeOnComplete: true,
      removeOnFail: true,
    },
  };
}
