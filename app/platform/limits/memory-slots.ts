import type { Slot } from "./limits.ts";
import { createPlaces } from "./places.ts";

/** Slots of one process. */
export function createMemorySlots(atOnce: number) {
  const places = createPlaces(atOnce);

  return async function slot(signal: AbortSignal): Promise<Slot> {
    await places.take(signal);
    let held = true;
    return {
      async release() {
        if (!held) return;
        held = false;
        places.giveBack();
      },
    };
  };
}
