export const JOB_NAMES = [
  "generate_image",
  "collect_batch",
  "make_generations",
  "publish_product",
  "restore_product",
  "erase_shop",
  "build_export",
] as const;
export type JobName = (typeof JOB_NAMES)[number];

/** Ids only: the row is the truth, and is read again when the job runs. */
export type Job = { name: JobName; shop: string; id: string };

export type QueuedJob = {
  job: Job;
  /** Makes the job's own name: the same job of the same attempt handed over twice is one. */
  attempt: number;
  /** Among the waiting jobs of one name: 1 goes first, equals in the order they came, those without before all. */
  priority?: number;
};

type QueueDepth = { name: JobName; waiting: number; running: number };

export type JobHandler = (job: Job, signal: AbortSignal) => Promise<void>;

/** Carries ids from where work is asked for to where it is done, at least once. Losing it loses nothing: the sweep refills it. */
export interface Queue {
  /** Neither fails nor keeps the caller waiting when the queue is out of order: what it does not take, the sweep does. */
  enqueue(jobs: readonly QueuedJob[]): Promise<void>;
  /** Takes out all jobs of a shop that wait; those that some process has go by themselves. */
  forget(shop: string): Promise<void>;
  /** Begins to hand jobs to `handle`, as many of one name at once as the queue was built with. */
  start(handle: JobHandler): void;
  /** Takes no more jobs, waits up to `graceMs` for running ones, then aborts their signals. */
  stop(graceMs: number): Promise<void>;
  ready(): Promise<void>;
  /** How many jobs of each name wait, and how many some process has; nothing while the queue is out of order. */
  depths(): Promise<QueueDepth[]>;
}
