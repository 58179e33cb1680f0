import {
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  DelegateBackoff,
  handleWhen,
} from "cockatiel";
import { isPackshotError } from "../platform/errors.ts";
import type { Wait } from "../platform/wait.ts";

const FAILURES_IN_A_ROW = 5;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const LOOK_AGAIN_MS = 250;

type BreakerDeps = { random: () => number; wait: Wait; onChange: (isOpen: boolean) => void };

/**
 * Holds this process's calls back while the model does nothing but fail, so that they are not burnt. Per process, since
 * it may be this machine's line that is cut. After a pause one call goes ahead to see.
 */
export function createModelBreaker({ random, wait, onChange }: BreakerDeps) {
  let closedUntilMs = 0;
  let probing = false;
  const pause = ({ attempt }: { attempt: number }) => {
    const ceiling = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (attempt - 1));
    const ms = ceiling * (0.5 + random() / 2);
    closedUntilMs = performance.now() + ms;
    return ms;
  };
  const policy = circuitBreaker(handleWhen(isOutage), {
    halfOpenAfter: new DelegateBackoff(pause),
    breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW),
  });
  policy.onStateChange((state) => onChange(state !== CircuitState.Closed));

  return {
    /** Waits until a call may be made. True: it is the one that goes ahead, and `probeOver` must follow. */
    async ready(signal: AbortSignal): Promise<boolean> {
      while (policy.state !== CircuitState.Closed) {
        const left = closedUntilMs - performance.now();
        if (left <= 0 && !probing) return (probing = true);
        await wait(Math.min(Math.max(left, 1), LOOK_AGAIN_MS), signal);
      }
      return false;
    },
    probeOver: () => void (probing = false),
    call: <T>(step: () => Promise<T>): Promise<T> => policy.execute(step),
  };
}

export function isHeldBack(error: unknown): boolean {
  return error instanceof BrokenCircuitError;
}

/** A model that is down or never answers. Being turned down by a limit says that it is well. */
function isOutage(error: unknown): boolean {
  if (!isPackshotError(error) || error.data.limited === true) return false;
  return error.code === "model_busy" || error.code === "model_timeout";
}
