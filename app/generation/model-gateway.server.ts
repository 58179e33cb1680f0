import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { createLine } from "../platform/limits/line.ts";
import type { Begun, Limits, Slot } from "../platform/limits/limits.ts";
import { systemWait, type Wait } from "../platform/wait.ts";
import type { CallHooks, ImageModel, ModelGateway, RawPicture, RenderRequest } from "./image-model.ts";
import { createModelBreaker } from "./model-breaker.ts";
import { afterFailedCall, type FailedCallDeps } from "./model-failure.ts";
import { pauseAfter } from "./retry-policy.ts";

export type ModelGatewayDeps = FailedCallDeps & {
  model: ImageModel;
  limits: Limits;
  metrics: {
    modelCallEnded: (outcome: "ok" | PackshotError["code"], seconds: number) => void;
    modelBreaker: (isOpen: boolean) => void;
  };
  /** How time passes within this process: for how long one waits, and a clock that never jumps. */
  time?: { wait: Wait; nowMs: () => number };
};

/** Whoever waits longer gives its place and its memory back; nothing is lost by that. */
const LONGEST_WAIT_MS = 300_000;
/** So often may the limit of a minute turn down one request before that counts as a failed attempt. */
const MOST_TURNED_DOWN = 20;
/** So many of a process ask for slots and turns at a time: few, so that those who wait cost nothing, and enough to be in time. */
const FIRST_IN_LINE = 3;

const SYSTEM_TIME = { wait: systemWait, nowMs: () => performance.now() };

type Turn = { slot: Slot; begun: Begun; isProbe: boolean };
/** What came of a turn. Neither: it was not made use of. */
type Outcome = { picture?: RawPicture; refusal?: PackshotError };

/** One gateway in front of the model for all workers: they share its limits. */
export function createModelGateway(deps: ModelGatewayDeps): ModelGateway {
  const { model, limits, random, time = SYSTEM_TIME, log, metrics } = deps;
  const inLine = createLine(FIRST_IN_LINE);
  const onChange = (isOpen: boolean) => {
    metrics.modelBreaker(isOpen);
    log.warn({ isOpen }, "the model's breaker");
  };
  const breaker = createModelBreaker({ random, ...time, onChange });

  /** Only the first in line ask for a slot and a turn, so that a hundred who wait cost no more than three. */
  const nextTurn = (signal: AbortSignal): Promise<Turn> =>
    inLine(signal, async () => {
      const isProbe = await breaker.ready(signal);
      let slot: Slot | undefined;
      try {
        slot = await limits.slot(signal);
        return { slot, begun: await limits.turn(signal), isProbe };
      } catch (error) {
        void slot?.release();
        if (isProbe) breaker.probeOver();
        throw error;
      }
    });

  async function call(request: RenderRequest, signal: AbortSignal): Promise<RawPicture> {
    const startedAt = performance.now();
    const ended = (outcome: "ok" | PackshotError["code"]) =>
      metrics.modelCallEnded(outcome, (performance.now() - startedAt) / 1000);
    try {
      const picture = await model.ask(request, signal);
      ended("ok");
      return picture;
    } catch (error) {
      if (isPackshotError(error)) ended(error.code);
      throw error;
    }
  }

  /** The limit of a minute: everybody waits before the next call. */
  async function everybodyWaits(
    error: unknown,
    begun: Begun,
    retryAfterMs: number | undefined,
    before: number,
  ) {
    const pauseMs = retryAfterMs ?? pauseAfter(before, random);
    await limits.turnedDown(begun, pauseMs);
    if (!isPackshotError(error) || before + 1 >= MOST_TURNED_DOWN) throw error;
    log.info({ pauseMs }, "the model's limit of a minute is reached: everybody waits");
    return { refusal: error };
  }

  async function tryOnce(
    request: RenderRequest,
    hooks: CallHooks,
    turn: Turn,
    before: number,
  ): Promise<Outcome> {
    const { slot, begun, isProbe } = turn;
    try {
      if (breaker.holdsBack(isProbe)) return {};
      await hooks.beforeCall(); // outside of what the breaker watches: it says nothing about the model
      return { picture: await breaker.watch(isProbe, () => call(request, hooks.signal)) };
    } catch (error) {
      void slot.release();
      const failure = await afterFailedCall(deps, hooks, error);
      if (failure.limited !== true) throw error;
      return await everybodyWaits(error, begun, failure.retryAfterMs, before);
    } finally {
      void slot.release();
      if (isProbe) breaker.probeOver();
    }
  }

  return {
    name: model.name,
    async ask(request, hooks) {
      const overAtMs = time.nowMs() + LONGEST_WAIT_MS;
      let refusal: PackshotError | undefined;
      for (let turnedDown = 0; ;) {
        const turn = await within(overAtMs - time.nowMs(), time.wait, hooks.signal, nextTurn, refusal);
        const outcome = await tryOnce(request, hooks, turn, turnedDown);
        if (outcome.picture) return outcome.picture;
        if (outcome.refusal) turnedDown += 1;
        refusal = outcome.refusal ?? refusal;
      }
    },
  };
}

/**
 * Gives up waiting after so long. Who was turned down meanwhile fails with that, or a quota of nothing would keep it
 * coming back for ever; who never had a turn loses no attempt.
 */
async function within(
  ms: number,
  wait: Wait,
  signal: AbortSignal,
  step: (signal: AbortSignal) => Promise<Turn>,
  refusal: PackshotError | undefined,
): Promise<Turn> {
  const late = new AbortController();
  const done = new AbortController();
  wait(Math.max(0, ms), done.signal).then(
    () => late.abort(),
    () => undefined, // ended below: the turn came first
  );
  try {
    return await step(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (!late.signal.aborted) throw error;
    throw refusal ?? new PackshotError("model_stopped", { reason: "no turn for minutes" });
  } finally {
    done.abort();
  }
}
