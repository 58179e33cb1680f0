import { inspect } from "node:util";
import { setTimeout as sleep } from "node:timers/promises";

/** Reads again and again until the value is as wanted; fails with the last one when that takes too long. */
export async function eventually<T>(
  read: () => Promise<T>,
  isWanted: (value: T) => boolean,
  timeoutMs = 30_000,
): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await read();
    if (isWanted(value)) return value;
    if (Date.now() > deadline) throw new Error(`Not as wanted after ${timeoutMs} ms: ${inspect(value)}`);
    await sleep(50);
  }
}

/** The same for much work on a machine that is busy with other tests. */
export function patiently<T>(read: () => Promise<T>, isWanted: (value: T) => boolean): Promise<T> {
  return eventually(read, isWanted, 150_000);
}
