/** Time is passed in, so that policies are pure and tests can stand at any moment. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
