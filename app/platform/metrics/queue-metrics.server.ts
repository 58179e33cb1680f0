import { Gauge, type Registry } from "prom-client";
import type { Queue } from "../queue/queue.ts";

/** The queue is a window onto the rows: a few jobs per worker wait in it, however many rows there are. */
export function observeQueue(registry: Registry, queue: Pick<Queue, "depths">): void {
  const jobs: Gauge = new Gauge({
    name: "packshot_queue_jobs",
    help: "Jobs in the queue, by their name: waiting, or running somewhere. On Redis every process tells the same",
    labelNames: ["queue", "state"],
    registers: [registry],
    async collect() {
      const depths = await queue.depths().catch(() => []); // Redis went away just now; /readyz says so
      jobs.reset();
      for (const { name, waiting, running } of depths) {
        jobs.set({ queue: name, state: "waiting" }, waiting);
        jobs.set({ queue: name, state: "running" }, running);
      }
    },
  });
}
