/** Watches something that should come to its end soon, and is begun again and again. */
export type Watch = {
  run<T>(step: () => Promise<T>): Promise<T>;
  /** What was begun should long be over. */
  standsStill(): boolean;
};

export function createWatch(mostMs: number, nowMs = () => performance.now()): Watch {
  let begunAt: number | null = null;
  return {
    async run(step) {
      begunAt = nowMs();
      try {
        return await step();
      } finally {
        begunAt = null;
      }
    },
    standsStill: () => begunAt !== null && nowMs() - begunAt > mostMs,
  };
}
