import { useSyncExternalStore } from "react";

/** Beyond this no page goes without asking, so that it is soon right when all is well again. */
const LONGEST_PAUSE_MS = 30_000;
/** One miss is nothing to speak of: a process is being replaced. */
const TOLD_FROM = 2;

/** What this page asked for behind and did not get, since it last got something. */
let misses = 0;
let askAgainAt = 0;
let isTold = false;
const listeners = new Set<() => void>();

/** A poll was answered: all is well. */
export function answered(): void {
  misses = 0;
  askAgainAt = 0;
  tell(false);
}

/** A poll was not answered: for a while nothing is asked, for as long as the server says where it does. */
export function missed(retryAfterSeconds: number | null): void {
  misses += 1;
  askAgainAt = Date.now() + pauseAfter(misses, retryAfterSeconds);
  tell(retryAfterSeconds !== null || misses >= TOLD_FROM);
}

/** How long to wait after so many misses in a row: 1 second, 2, 4, … */
export function pauseAfter(misses: number, retryAfterSeconds: number | null): number {
  return retryAfterSeconds === null
    ? Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** (misses - 1))
    : retryAfterSeconds * 1_000;
}

/** How long nothing should be asked for yet. */
export function pauseLeft(): number {
  return Math.max(0, askAgainAt - Date.now());
}

/** Whether what the page shows may be older than it looks. */
export function useIsBehind(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => isTold,
    () => false,
  );
}

function tell(value: boolean): void {
  if (isTold === value) return;
  isTold = value;
  for (const listener of listeners) listener();
}
