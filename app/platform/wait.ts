import { setTimeout } from "node:timers/promises";

/** Waiting is passed in, so that tests need not. Rejects when the signal is aborted. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;

export const systemWait: Wait = async (ms, signal) => {
  await setTimeout(ms, undefined, { signal });
};

/** Waits for the promise, but no longer than this. False when it was not over by then. */
export async function atMost(ms: number, promise: Promise<unknown>): Promise<boolean> {
  const waiting = new AbortController();
  const late = systemWait(ms, waiting.signal).catch(() => undefined); // ended below, when the other was first
  try {
    return await Promise.race([promise.then(() => true), late.then(() => false)]);
  } finally {
    waiting.abort();
  }
}
