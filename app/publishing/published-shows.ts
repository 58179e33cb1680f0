/** What a page of publications shows. */
export const PUBLISHED_SHOWS = ["all", "moving", "live", "failed"] as const;
export type PublishedShow = (typeof PUBLISHED_SHOWS)[number];
