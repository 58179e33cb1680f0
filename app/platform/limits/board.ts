import type { Learned } from "./pace.ts";

/** What those who share a limit tell each other. */
export interface Board {
  /**
   * Takes the next turn of the present window: which one it is, and how long the window still lasts. There is one window
   * at a time: that others last longer begins with the next, or turns would be counted twice over.
   */
  takeTurns(count: number, seconds: number): Promise<{ taken: number; msLeft: number }>;
  pauseLeftMs(): Promise<number>;
  /** Never shortens a pause. Answers whether none stood. */
  pause(ms: number): Promise<boolean>;
  /** Adds to what began in that second. */
  count(second: number, by: 1 | -1): Promise<void>;
  /** What began in each of the last sixty seconds, the oldest first. */
  lastMinute(second: number): Promise<number[]>;
  /** Whether this was called in the last two minutes already. */
  turnedDownLately(): Promise<boolean>;
  learned(): Promise<Learned | null>;
  learn(learned: Learned): Promise<void>;
}
