/** Time is passed in, so that policies are pure and tests can stand at any moment. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

/** Never jumps, whatever becomes of the machine's time: for how long something takes, within one process. */
export const steadyClock: Clock = { now: () => new Date(performance.timeOrigin + performance.now()) };
