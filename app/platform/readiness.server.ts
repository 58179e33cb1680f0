import { PackshotError } from "./errors.ts";
import { atMost } from "./wait.ts";
import type { Watch } from "./watch.ts";

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

/** Fails where work that this process should begin anew again and again does not come to its end. */
export async function goesOn(watched: readonly Pick<Watch, "standsStill">[]): Promise<void> {
  if (watched.some((each) => each.standsStill())) {
    throw new PackshotError("internal", { reason: "a look for work, or a sweep, does not end" });
  }
}
