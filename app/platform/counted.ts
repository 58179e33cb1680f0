/** Counting goes no further: a page would wait for a number that nobody reads to the end. One more stands for "more". */
export const COUNTED_TO = 10_000;

/** "1,204", or "10,000+". */
export function counted(amount: number): string {
  return amount > COUNTED_TO ? `${COUNTED_TO.toLocaleString("en")}+` : amount.toLocaleString("en");
}
