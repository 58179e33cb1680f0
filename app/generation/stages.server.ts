import pLimit from "p-limit";
import sharp from "sharp";

/** Runs a piece of work when there is room for it, in the order of asking. */
export type Room = <T>(work: () => Promise<T>) => Promise<T>;

export type Stages = {
  /** Photos that are downloaded and decoded, ahead of the model. */
  preparing: Room;
  /** Pictures that are checked, made small and stored, after it. */
  filing: Room;
};

/** As many as libuv has threads to decode with: more would only hold their megabytes. */
const PREPARED_AT_ONCE = 4;
/** Half of the time of these goes into waiting for the store. */
const FILED_AT_ONCE = 8;

/**
 * The bounds of one process around the model's call. Waiting for the model an image holds one prepared photo of some
 * hundred kilobytes; whole photos and pictures are held, and decoded, by these few alone.
 */
export function createStages(): Stages {
  // One thread per picture, since pictures are worked on side by side, and no cache of what is never seen again.
  sharp.concurrency(1);
  sharp.cache(false);
  return { preparing: roomFor(PREPARED_AT_ONCE), filing: roomFor(FILED_AT_ONCE) };
}

function roomFor(most: number): Room {
  const limit = pLimit(most);
  return (work) => limit(work);
}
