/** Quotes that nobody started are forgotten then. */
export const QUOTE_DAYS = 7;
