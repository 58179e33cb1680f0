/** How many days a shop keeps images that are on no product, and rejected ones; the latter never longer. */
export type ImageDays = { unpublished: number; rejected: number };

/** The moment before which everything is older than so many days. */
export function daysBefore(now: Date, days: number): Date {
  return new Date(now.getTime() - days * 86_400_000);
}
