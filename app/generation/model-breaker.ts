import { isPackshotError } from "../platform/errors.ts";
import type { Wait } from "../platform/wait.ts";

const FAILURES_IN_A_ROW = 5;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const LOOK_AGAIN_MS = 250;

type BreakerDeps = {
  random: () => number;
  wait: Wait;
  /** A clock that never jumps: while the breaker is open, nothing else says when to try again. */
  nowMs: () => number;
  onChange: (isOpen: boolean) => void;
};

/**
 * Holds this process's calls back while the model does nothing but fail, so that they are not burnt. Per process, since
 * it may be this machine's line that is cut. After a pause one call goes ahead to see; only what the model answers to it
 * decides, so a probe that never got that far leaves everything as it was.
 */
export function createModelBreaker({ random, wait, nowMs, onChange }: BreakerDeps) {
  let failures = 0;
  /** Null: closed, calls are made. `times`: how often in a row it opened. */
  let open: { times: number; untilMs: number } | null = null;
  let probing = false;

  function breakOpen(): void {
    const times = (open?.times ?? 0) + 1;
    const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (times - 1));
    const isNews = open === null;
    open = { times, untilMs: nowMs() + ceiling * (0.5 + random() / 2) };
    if (isNews) onChange(true);
  }

  /** What a call says about the model. While open only the probe counts: others began before. */
  function heard(answer: Heard, isProbe: boolean): void {
    if (answer === "nothing" || (open && !isProbe)) return;
    failures = answer === "ill" ? failures + 1 : 0;
    if (answer === "ill" && (open || failures >= FAILURES_IN_A_ROW)) return breakOpen();
    if (answer === "well" && open) {
      open = null;
      onChange(false);
    }
  }

  return {
    /** Waits until a call may be made. True: it is the one that goes ahead, and `probeOver` must follow. */
    async ready(signal: AbortSignal): Promise<boolean> {
      while (open) {
        const left = open.untilMs - nowMs();
        if (left <= 0 && !probing) return (probing = true);
        await wait(Math.min(Math.max(left, 1), LOOK_AGAIN_MS), signal);
      }
      return false;
    },
    probeOver: () => void (probing = false),
    /** It opened after this call was let through. */
    holdsBack: (isProbe: boolean) => open !== null && !isProbe,
    async watch<T>(isProbe: boolean, call: () => Promise<T>): Promise<T> {
      try {
        const answer = await call();
        heard("well", isProbe);
        return answer;
      } catch (error) {
        heard(whatItSays(error), isProbe);
        throw error;
      }
    },
  };
}

type Heard = "well" | "ill" | "nothing";

/** A model that is down or never answers is ill. Being turned down by a limit, or refused, says that it is well. */
function whatItSays(error: unknown): Heard {
  if (!isPackshotError(error)) return "nothing"; // given up by ourselves before it answered
  if (error.data.limited === true) return "well";
  return error.code === "model_busy" || error.code === "model_timeout" ? "ill" : "well";
}
