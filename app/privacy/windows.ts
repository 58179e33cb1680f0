import { QUOTE_DAYS } from "../generation/quote-days.ts";
import type { ImageDays } from "../library/image-days.ts";

export { daysBefore } from "../library/image-days.ts";

/** How long something is kept. Days of `null`: as long as its sentence says, whatever the calendar does. */
type Window = { days: number | null; words: string; about: string };

/**
 * How long Packshot keeps what, each figure once: the sweeper deletes by them, the screens and the policy page show
 * them. Pure, for whoever wants to read it.
 */
export const WINDOWS = {
  unpublishedImages: {
    ...days(30),
    about:
      "Images that are not on a product: undecided, approved, or taken off it again. A store may choose another number of days.",
  },
  rejectedImages: {
    ...days(14),
    about:
      "Rejected images, from the decision on, or from when they were kept no longer; never longer than the store keeps other images.",
  },
  publishedImages: {
    days: null,
    words: "as long as they are on the product",
    about:
      "Images on a product, so that publishing them can be undone or repeated. Those that leave it count as unpublished from then on.",
  },
  exports: {
    ...days(7),
    about: "The file of an export, from the moment it is ready. Images that expire meanwhile stay in it.",
  },
  quotes: { ...days(QUOTE_DAYS), about: "Quotes that nobody started, with the products they read." },
  endedSessions: { ...days(1), about: "Sign-ins of staff that have run out." },
  webhookEvents: {
    ...days(30),
    about: "Which events Shopify has sent, so that one that is sent twice does nothing.",
  },
  requestLogs: { ...days(30), about: "Logs of requests and of background work." },
  auditLog: { ...days(365), about: "Who did what in Packshot." },
  ledger: {
    ...years(7),
    about:
      "Billing entries: as long as the store uses Packshot. When it is erased they stay under a pseudonym, as the law requires, and each is deleted when it is this old.",
  },
  uninstalledShop: {
    ...days(30),
    about: "Everything of a store that has uninstalled Packshot, if Shopify never asks for its erasure.",
  },
  erasureReports: {
    ...years(7),
    about: "What was erased of a store and when, under a pseudonym, without words, pictures or people.",
  },
} satisfies Record<string, Window>;

/** What a shop may choose for images that are not on a product. */
export const RETENTION_DAYS = { least: 1, most: 365 } as const;

/** What is to come is shown for so long. */
export const FORECAST_DAYS = 7;

/** A shop's own windows, by what it has chosen; `null`: nothing. */
export function imageDays(chosen: number | null): ImageDays {
  const unpublished = chosen ?? WINDOWS.unpublishedImages.days;
  return { unpublished, rejected: Math.min(unpublished, WINDOWS.rejectedImages.days) };
}

function days(count: number) {
  return { days: count, words: count === 1 ? "1 day" : `${count} days` };
}

/** Never a day too early, however many leap years there are. */
function years(count: number) {
  return { days: Math.ceil(count * 365.25), years: count, words: `${count} years` };
}
