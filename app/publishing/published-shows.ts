/** What a page of publications shows; `changed`: restoring waits for a person's choice. */
export const PUBLISHED_SHOWS = ["all", "moving", "live", "changed", "failed", "restored"] as const;
export type PublishedShow = (typeof PUBLISHED_SHOWS)[number];
