import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { createLine } from "../platform/limits/line.ts";
import type { Begun, Limits, Slot } from "../platform/limits/limits.ts";
import { systemWait, type Wait } from "../platform/wait.ts";
import type { CallHooks, ImageModel, ModelGateway, RawPicture, RenderRequest } from "./image-model.ts";
import { createModelBreaker, isHeldBack } from "./model-breaker.ts";
import { afterFailedCall, type FailedCallDeps } from "./model-failure.ts";
import { pauseAfter } from "./retry-policy.ts";

export type ModelGatewayDeps = FailedCallDeps & {
  model: ImageModel;
  limits: Limits;
  metrics: {
    modelCallEnded: (outcome: "ok" | PackshotError["code"], seconds: number) => void;
    modelBreaker: (isOpen: boolean) => void;
  };
  wait?: Wait;
};

/** Whoever waits longer gives its place and its memory back; nothing is lost by that. */
const LONGEST_WAIT_MS = 300_000;
/** So often may the limit of a minute turn down one request before that counts as a failed attempt. */
const MOST_TURNED_DOWN = 20;
/** So many of a process ask for slots and turns at a time: few, so that those who wait cost nothing, and enough to be in time. */
const FIRST_IN_LINE = 3;

type Turn = { slot: Slot; begun: Begun; isProbe: boolean };

/** One gateway in front of the model for all workers: they share its limits. */
export function createModelGateway(deps: ModelGatewayDeps): ModelGateway {
  const { model, limits, random, wait = systemWait, log, metrics } = deps;
  const inLine = createLine(FIRST_IN_LINE);
  const onChange = (isOpen: boolean) => {
    metrics.modelBreaker(isOpen);
    log.warn({ isOpen }, "the model's breaker");
  };
  const breaker = createModelBreaker({ random, wait, onChange });

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

  async function call(request: RenderRequest, { signal, beforeCall }: CallHooks): Promise<RawPicture> {
    await beforeCall();
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

  /** One turn: a picture, or for how long everybody waits before the next one. */
  async function tryOnce(request: RenderRequest, hooks: CallHooks, turn: Turn, turnedDown: number) {
    const { slot, begun, isProbe } = turn;
    try {
      return await breaker.call(() => call(request, hooks));
    } catch (error) {
      void slot.release();
      if (isHeldBack(error)) return null;
      const failure = await afterFailedCall(deps, hooks, error);
      if (failure.limited !== true) throw error;
      const pauseMs = failure.retryAfterMs ?? pauseAfter(turnedDown, random);
      await limits.turnedDown(begun, pauseMs);
      if (turnedDown + 1 >= MOST_TURNED_DOWN) throw error;
      log.info({ pauseMs }, "the model's limit of a minute is reached: everybody waits");
      return null;
    } finally {
      void slot.release();
      if (isProbe) breaker.probeOver();
    }
  }

  return {
    name: model.name,
    async ask(request, hooks) {
      const startedAt = performance.now();
      for (let turnedDown = 0; ; turnedDown += 1) {
        const leftMs = LONGEST_WAIT_MS - (performance.now() - startedAt);
        const turn = await within(leftMs, hooks.signal, nextTurn);
        const picture = await tryOnce(request, hooks, turn, turnedDown);
        if (picture) return picture;
      }
    },
  };
}

/** Gives up waiting after so long, with an error that costs no attempt. */
async function within(
  ms: number,
  signal: AbortSignal,
  step: (signal: AbortSignal) => Promise<Turn>,
): Promise<Turn> {
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(), Math.max(0, ms));
  try {
    return await step(AbortSignal.any([signal, late.signal]));
  } catch (error) {
    signal.throwIfAborted();
    if (late.signal.aborted) throw new PackshotError("model_stopped", { reason: "no turn for minutes" });
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
