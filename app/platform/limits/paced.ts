import type { Logger } from "../logger.server.ts";
import type { Wait } from "../wait.ts";
import type { Board } from "./board.ts";
import { LONGEST_PAUSE_MS, type Begun } from "./limits.ts";
import { learnFrom, paceNow, placeOf, rateNow, type Learned } from "./pace.ts";

type PacedDeps = { board: Board; perMinute: number; wait: Wait; log: Logger; nowMs: () => number };

/** Nobody sleeps longer than this without looking again: pauses and rates change. */
const LONGEST_SLEEP_MS = 1_000;
const LEARNED_FOR_MS = 1_000;

/** An even pace on a shared board, that adapts to being turned down. */
export function createPaced({ board, perMinute, wait, log, nowMs }: PacedDeps) {
  let known: { learned: Learned | null; atMs: number } = { learned: null, atMs: -Infinity };

  async function learned(): Promise<Learned | null> {
    if (nowMs() - known.atMs > LEARNED_FOR_MS) known = { learned: await board.learned(), atMs: nowMs() };
    return known.learned;
  }

  async function pauseIsOver(signal: AbortSignal): Promise<void> {
    for (let left = await board.pauseLeftMs(); left > 0; left = await board.pauseLeftMs()) {
      await wait(Math.min(left, LONGEST_SLEEP_MS), signal);
    }
  }

  /** False when the window has no turn left, or nobody may begin now. */
  async function tookTurn(signal: AbortSignal): Promise<boolean> {
    const pace = paceNow(perMinute, await learned(), nowMs());
    // At once, to wait for one answer only: a turn that a pause makes useless is no loss.
    const [pauseLeftMs, { taken, msLeft }] = await Promise.all([
      board.pauseLeftMs(),
      board.takeTurns(1, pace.seconds),
    ]);
    if (pauseLeftMs > 0) return false;
    if (taken > pace.turns) {
      await wait(Math.min(msLeft + 1, LONGEST_SLEEP_MS), signal);
      return false;
    }
    const { waitMs, unusedTurns } = placeOf(taken, pace, msLeft);
    if (unusedTurns > 0) await board.takeTurns(unusedTurns, pace.seconds);
    if (waitMs < 1) return true;
    await wait(waitMs, signal);
    return (await board.pauseLeftMs()) <= 0;
  }

  async function slowDown(second: number): Promise<void> {
    if (!(await board.turnedDownLately())) return; // once is no news: others may use the same limit
    const before = rateNow(perMinute, await learned(), nowMs());
    const slower = learnFrom(await board.lastMinute(second), before);
    if (slower === null) return;
    known = { learned: { perMinute: slower, atMs: nowMs() }, atMs: nowMs() };
    await board.learn({ perMinute: slower, atMs: nowMs() });
    log.info(
      { perMinute: Math.round(slower), before: Math.round(before) },
      "turned down again, going slower",
    );
  }

  return {
    async turn(signal: AbortSignal): Promise<Begun> {
      while (!(await tookTurn(signal))) {
        signal.throwIfAborted();
        await pauseIsOver(signal);
      }
      const second = Math.floor(nowMs() / 1000);
      // Not waited for: what is asked next comes after it on the same connection, and says if that is gone.
      board.count(second, 1).catch((err: unknown) => log.debug({ err }, "a turn was not counted"));
      return { second };
    },
    async turnedDown({ second }: Begun, pauseMs: number): Promise<void> {
      const isNew = await board.pause(Math.min(pauseMs, LONGEST_PAUSE_MS));
      await board.count(second, -1);
      if (isNew) await slowDown(Math.floor(nowMs() / 1000));
    },
  };
}
