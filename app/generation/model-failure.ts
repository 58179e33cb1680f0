import type { Clock } from "../platform/clock.ts";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { LONGEST_PAUSE_MS } from "../platform/limits/limits.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { CallFailure, CallHooks } from "./image-model.ts";
import type { NewStop } from "./model-stops.server.ts";
import { dailyLimitOver } from "./pacific-time.ts";
import { pauseAfter } from "./retry-policy.ts";

export type FailedCallDeps = {
  /** Writes down that no paid calls are to be made; true where that is news. */
  stop: (stop: NewStop) => Promise<boolean>;
  clock: Clock;
  random: () => number;
  log: Logger;
};

/** What the vendor says may be nonsense: after a day it is asked again in any case. */
const LONGEST_STOP_MS = 86_400_000;

/** What a failed call means for everybody; throws `model_stopped` where no calls are to be made for now. */
export async function afterFailedCall(
  deps: FailedCallDeps,
  { notBilled }: CallHooks,
  error: unknown,
): Promise<CallFailure> {
  if (!isPackshotError(error)) return {};
  const failure: CallFailure = error.data;
  if (failure.unbilled === true) await notBilled();
  const stopped = (data: Record<string, unknown>) =>
    new PackshotError("model_stopped", data, { cause: error });
  if (error.code === "model_daily_limit") throw stopped(await stopForToday(deps));
  if (error.code === "model_out_of_credit") throw stopped(await stopForGood(deps, error));
  // Longer than everybody is kept waiting: then it is a stop, which people see and can lift.
  if (failure.limited === true && (failure.retryAfterMs ?? 0) > LONGEST_PAUSE_MS)
    throw stopped(await stopAsTold(deps, failure.retryAfterMs ?? 0));
  if (failure.unreachable === true)
    throw stopped({ reason: "unreachable", retryAfterMs: pauseAfter(2, deps.random) });
  return failure;
}

async function stopForToday({ stop, clock, log }: FailedCallDeps) {
  const now = clock.now();
  const standing = { reason: "daily_limit", until: dailyLimitOver(now) } as const;
  const isNews = await stop({ ...standing, now });
  if (isNews) log.warn(standing, "the model's limit of a day is reached: work is parked");
  return standing;
}

async function stopAsTold({ stop, clock, log }: FailedCallDeps, retryAfterMs: number) {
  const now = clock.now();
  const until = new Date(now.getTime() + Math.min(retryAfterMs, LONGEST_STOP_MS));
  const standing = { reason: "told_to_wait", until } as const;
  const isNews = await stop({ ...standing, now });
  if (isNews)
    log.warn(standing, "the model says to wait for longer than a limit of a minute: work is parked");
  return standing;
}

async function stopForGood({ stop, clock, log }: FailedCallDeps, error: PackshotError) {
  const standing = { reason: "out_of_credit", until: null } as const;
  const isNews = await stop({ ...standing, now: clock.now() });
  if (isNews)
    log.error({ alert: true, err: error }, "the model's account is out of credit: all paid calls stop");
  return standing;
}
