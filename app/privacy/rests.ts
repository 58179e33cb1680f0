import type { Clock } from "../platform/clock.ts";

const FIRST_MS = 60_000;
const LONGEST_MS = 3_600_000;

/** What failed, and until when this process leaves it alone: the longer, the more often. */
export type Rests = {
  isResting(name: string): boolean;
  /** How often in a row. */
  failures(name: string): number;
  failed(name: string): void;
  done(name: string): void;
  readonly size: number;
};

export function createRests(clock: Clock): Rests {
  const rests = new Map<string, { failures: number; until: number }>();
  return {
    isResting: (name) => (rests.get(name)?.until ?? 0) > clock.now().getTime(),
    failures: (name) => rests.get(name)?.failures ?? 0,
    failed(name) {
      const failures = (rests.get(name)?.failures ?? 0) + 1;
      const pauseMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
      rests.set(name, { failures, until: clock.now().getTime() + pauseMs });
    },
    done: (name) => void rests.delete(name),
    get size() {
      return rests.size;
    },
  };
}
