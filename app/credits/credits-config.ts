/** What the operator sets for all shops; a shop's own caps come before the two here. */
export type CreditsConfig = {
  /** Granted once to a shop that begins. */
  startingGrant: number;
  /** Credits that one batch may cost. */
  batchCap: number;
  /** Credits that one month (UTC) may cost. */
  monthlyCap: number;
  /** Under which entries are kept of a shop that was erased: who returns is known by it. */
  pseudonymOf: (shop: string) => string;
};

/** The UTC month of a moment, such as 2026-11: months compare as their text does. */
export function monthOf(now: Date): string {
  return now.toISOString().slice(0, 7);
}
