import type { Clock } from "../platform/clock.ts";
import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { CallFailure, CallHooks } from "./image-model.ts";
import type { NewStop } from "./model-stops.server.ts";
import { nextMidnightPacific } from "./pacific-time.ts";
import { pauseAfter } from "./retry-policy.ts";

export type FailedCallDeps = {
  /** Writes down that no paid calls are to be made; true where that is news. */
  stop: (stop: NewStop) => Promise<boolean>;
  clock: Clock;
  random: () => number;
  log: Logger;
};

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
  if (failure.unreachable === true)
    throw stopped({ reason: "unreachable", retryAfterMs: pauseAfter(2, deps.random) });
  return failure;
}

async function stopForToday({ stop, clock, log }: FailedCallDeps) {
  const now = clock.now();
  const standing = { reason: "daily_limit", until: nextMidnightPacific(now) } as const;
  const isNews = await stop({ ...standing, now });
  if (isNews) log.warn(standing, "the model's limit of a day is reached: work is parked");
  return standing;
}

async function stopForGood({ stop, clock, log }: FailedCallDeps, error: PackshotError) {
  const standing = { reason: "out_of_credit", until: null } as const;
  const isNews = await stop({ ...standing, now: clock.now() });
  if (isNews)
    log.error({ alert: true, err: error }, "the model's account is out of credit: all paid calls stop");
  return standing;
}
