import { atMost } from "./wait.ts";

/** Whoever asks wants to know now: what does not answer by then is as good as down. */
const WITHIN_MS = 3_000;

/** Which of the parts that this process cannot do without answer at the moment. */
export async function readinessOf<Part extends string>(
  parts: Record<Part, Promise<unknown>>,
): Promise<Record<Part, string>> {
  const states = Object.entries<Promise<unknown>>(parts).map(async ([part, answer]) => {
    const isOk = await atMost(WITHIN_MS, answer).catch(() => false);
    return [part, isOk ? "ok" : "down"];
  });
  return Object.fromEntries(await Promise.all(states)) as Record<Part, string>;
}
