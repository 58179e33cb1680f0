/** A line of waiting: one step at a time, in the order they came. Whoever is aborted while waiting leaves it. */
export function createLine() {
  let last = Promise.resolve();

  return async function inLine<T>(signal: AbortSignal, step: () => Promise<T>): Promise<T> {
    const before = last;
    const { promise: done, resolve: leave } = Promise.withResolvers<void>();
    last = done;
    try {
      await orAborted(before, signal);
      return await step();
    } finally {
      void before.then(leave); // at once, but for one who left before his turn
    }
  };
}

async function orAborted(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const onAbort = () => reject(signal.reason as Error);
  signal.addEventListener("abort", onAbort, { once: true });
  try {
    await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
