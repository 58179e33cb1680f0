import { JOB_NAMES, type JobName } from "../../app/platform/queue/queue.ts";

/** One of each name at once, unless another number is named. */
export function atOnce(others: Partial<Record<JobName, number>>): Record<JobName, number> {
  const ones = Object.fromEntries(JOB_NAMES.map((name) => [name, 1])) as Record<JobName, number>;
  return { ...ones, ...others };
}
