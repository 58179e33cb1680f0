type Place = { come: () => void; leave: (reason: unknown) => void };

/** A line of waiting: so many steps at a time, begun in the order they came. Whoever is aborted while waiting leaves it. */
export function createLine(atOnce: number) {
  const waiting = new Set<Place>();
  let inside = 0;

  async function myTurn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (inside < atOnce) return void (inside += 1);
    const { promise, resolve: come, reject: leave } = Promise.withResolvers<void>();
    const place = { come, leave };
    const onAbort = () => {
      if (waiting.delete(place)) leave(signal.reason);
    };
    waiting.add(place);
    signal.addEventListener("abort", onAbort, { once: true });
    await promise.finally(() => signal.removeEventListener("abort", onAbort));
  }

  /** Who comes next takes over the place of who leaves, so that nobody slips in between. */
  function next(): void {
    const [first] = waiting;
    if (!first) return void (inside -= 1);
    waiting.delete(first);
    first.come();
  }

  return async function inLine<T>(signal: AbortSignal, step: () => Promise<T>): Promise<T> {
    await myTurn(signal);
    try {
      return await step();
    } finally {
      next();
    }
  };
}
