import { useSyncExternalStore } from "react";

/** Beyond this no page goes without asking, so that it is soon right when all is well again. */
const LONGEST_PAUSE_MS = 30_000;
/** One miss is nothing to speak of: a process is being replaced. */
const TOLD_FROM = 2;

type Missed = {
  /** What was asked for behind and not answered, since something last was. */
  misses: number;
  askAgainAt: number;
  isTold: boolean;
};

const NOTHING: Missed = { misses: 0, askAgainAt: 0, isTold: false };
let now = NOTHING;
const listeners = new Set<() => void>();

/** What was asked for behind was answered: all is well. */
export function answered(): void {
  become(NOTHING);
}

/** It was not answered: for a while nothing is asked, for as long as the server says where it does. */
export function missed(retryAfterSeconds: number | null): void {
  const misses = now.misses + 1;
  const askAgainAt = Date.now() + pauseAfter(misses, retryAfterSeconds);
  become({ misses, askAgainAt, isTold: retryAfterSeconds !== null || misses >= TOLD_FROM });
}

/** How long to wait after so many misses in a row: 1 second, 2, 4, … */
export function pauseAfter(misses: number, retryAfterSeconds: number | null): number {
  return retryAfterSeconds === null
    ? Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** (misses - 1))
    : retryAfterSeconds * 1_000;
}

/** How long nothing should be asked for yet. */
export function pauseLeft(): number {
  return Math.max(0, now.askAgainAt - Date.now());
}

/** `isTold`: what the page shows may be older than it looks. */
export function useMissed(): Missed {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
    () => NOTHING,
  );
}

function become(next: Missed): void {
  if (now === next) return;
  now = next;
  for (const listener of listeners) listener();
}
