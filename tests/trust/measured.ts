import type { TestContext } from "vitest";

/** What `npm run test:trust` tells of the run, besides what it counts itself. */
export type Figures = {
  plaintext_secrets_found: number;
  rows_left_after_erasure: number;
  objects_left_after_erasure: number;
  stop_after_uninstall_s: number;
  webhook_p99_ms: number;
  bad_images_tried: number;
  crashes: number;
};

declare module "vitest" {
  interface TaskMeta {
    figures?: Partial<Figures>;
  }
}

/** Hands figures that a test has measured on to `npm run test:trust`, by vitest's JSON report. */
export function measured({ task }: Pick<TestContext, "task">, figures: Partial<Figures>): void {
  task.meta.figures = { ...task.meta.figures, ...figures };
}
