import type { Job, JobName } from "./platform/queue/queue.ts";
import type { Rounds } from "./platform/rounds.ts";
import type { Services } from "./services.server.ts";

type Handler = (job: Pick<Job, "shop" | "id">, signal: AbortSignal) => Promise<void>;

/** Shopify's and our own hosts give 30 seconds from SIGTERM on; the rest is for closing down. */
const GRACE_MS = 25_000;

/** Takes jobs from the queue, dispatches, and sweeps: at the start, and then some seconds after each sweep's end. */
export function startWork(services: Services): { stop(): Promise<void> } {
  const { queue, log, env } = services;
  const { dispatcher, collectingRounds, publishingRounds } = services;
  const allRounds = [dispatcher, collectingRounds, publishingRounds];
  const handlers = services.jobs satisfies Record<JobName, Handler>;
  const roundsOf = {
    generate_image: dispatcher,
    make_generations: dispatcher,
    collect_batch: collectingRounds,
    publish_product: publishingRounds,
    restore_product: publishingRounds,
    erase_shop: dispatcher, // it has left nothing to pick; the sweep hands over what comes next
    build_export: dispatcher, // nothing for it to pick; the sweep hands over what waits
  } satisfies Record<JobName, Rounds>;
  let timer: NodeJS.Timeout | undefined;
  let stopping = false;

  const sweep = async (): Promise<void> => {
    // Each on its own: publications must not wait for a store that does not let go of old files.
    for (const [room, sweepRoom] of Object.entries(services.sweeps)) {
      await sweepRoom().catch((error: unknown) =>
        log.error({ room, err: error }, "the sweep failed; it tries again"),
      );
    }
    if (!stopping) timer = setTimeout(() => void (sweeping = sweep()), env.SWEEP_SECONDS * 1000);
  };

  let sweeping = sweep();
  queue.start(async (job, signal) => {
    await handlers[job.name](job, signal).finally(() => roundsOf[job.name].nudge()); // room for the next ones
  });
  for (const rounds of allRounds) rounds.start();

  return {
    async stop() {
      stopping = true;
      clearTimeout(timer);
      for (const rounds of allRounds) await rounds.stop();
      await queue.stop(GRACE_MS);
      await sweeping;
    },
  };
}
