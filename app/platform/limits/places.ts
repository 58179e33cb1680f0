type Waiting = { come: () => void; leave: (reason: unknown) => void };

/** So many places at a time, given in the order in which they were asked for. Whoever is aborted while waiting leaves. */
export function createPlaces(atOnce: number) {
  const waiting = new Set<Waiting>();
  let taken = 0;

  return {
    async take(signal: AbortSignal): Promise<void> {
      signal.throwIfAborted();
      if (taken < atOnce) return void (taken += 1);
      const { promise, resolve: come, reject: leave } = Promise.withResolvers<void>();
      const place = { come, leave };
      const onAbort = () => {
        if (waiting.delete(place)) leave(signal.reason);
      };
      waiting.add(place);
      signal.addEventListener("abort", onAbort, { once: true });
      await promise.finally(() => signal.removeEventListener("abort", onAbort));
    },
    /** Who comes next takes over the place of who leaves, so that nobody slips in between and nobody is called twice. */
    giveBack(): void {
      const [first] = waiting;
      if (!first) return void (taken -= 1);
      waiting.delete(first);
      first.come();
    },
  };
}
