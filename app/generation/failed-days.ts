/** What failed is told on Home for so long: what nobody tried again until then, nobody wants. */
export const FAILED_DAYS = 7;
