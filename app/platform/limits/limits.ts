/** One of the slots for work at once. Letting it go twice is harmless. */
export type Slot = { release(): Promise<void> };

/** No pause is longer: what says so is nonsense, and nobody could lift it. */
export const LONGEST_PAUSE_MS = 180_000;

export type LimitsConfig = {
  /** Names what is limited: workers that give the same name share one limit. */
  name: string;
  perMinute: number;
  atOnce: number;
};

/** How fast and how many at once, for all who share it. Waiting ends with the signal's reason when it is aborted. */
export interface Limits {
  slot(signal: AbortSignal): Promise<Slot>;
  /** Waits for the end of a pause, and then for the next moment of an even pace. Each call is one beginning. */
  turn(signal: AbortSignal): Promise<Begun>;
  /** What began at that moment was turned down: it does not count, and nobody begins for so long, some minutes at most. */
  turnedDown(begun: Begun, pauseMs: number): Promise<void>;
  close(): void;
}

/** When something began, as those who share the limit tell the time: whole seconds. */
export type Begun = { second: number };
