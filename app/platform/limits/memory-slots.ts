import type { Slot } from "./limits.ts";

/** Slots of one process. */
export function createMemorySlots(atOnce: number) {
  let taken = 0;
  const waiting = new Set<() => void>();

  async function freed(signal: AbortSignal): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = () => resolve();
    waiting.add(wake);
    signal.addEventListener("abort", wake, { once: true });
    await promise;
    signal.removeEventListener("abort", wake);
    waiting.delete(wake);
    signal.throwIfAborted();
  }

  return async function slot(signal: AbortSignal): Promise<Slot> {
    signal.throwIfAborted();
    while (taken >= atOnce) await freed(signal);
    taken += 1;
    let held = true;
    return {
      async release() {
        if (!held) return;
        held = false;
        taken -= 1;
        waiting.values().next().value?.();
      },
    };
  };
}
