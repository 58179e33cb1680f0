import type { Logger } from "../logger.server.ts";
import type { Limits } from "./limits.ts";

const TRY_AGAIN_MS = 2_000;

/**
 * Shared limits, and a process's own careful share of them for when the shared ones are out of order: slower for a
 * while, never without a limit.
 */
export function createGuardedLimits(shared: Limits, own: Limits, log: Logger): Limits {
  let isAway = false;
  let tryAgainAt = -Infinity;

  async function ask<T>(signal: AbortSignal | null, step: (limits: Limits) => Promise<T>): Promise<T> {
    if (isAway && performance.now() < tryAgainAt) return step(own);
    try {
      const answer = await step(shared);
      if (isAway) log.info("the shared limits are back");
      isAway = false;
      return answer;
    } catch (error) {
      signal?.throwIfAborted();
      if (!isAway)
        log.error({ err: error }, "the shared limits are away: this process goes on at its own share");
      isAway = true;
      tryAgainAt = performance.now() + TRY_AGAIN_MS;
      return step(own);
    }
  }

  return {
    slot: (signal) => ask(signal, (limits) => limits.slot(signal)),
    turn: (signal) => ask(signal, (limits) => limits.turn(signal)),
    turnedDown: (begun, pauseMs) => ask(null, (limits) => limits.turnedDown(begun, pauseMs)),
    close() {
      shared.close();
      own.close();
    },
  };
}
