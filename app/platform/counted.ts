/** Counting goes no further: a page would wait for a number that nobody reads to the end. One more stands for "more". */
export const COUNTED_TO = 10_000;
