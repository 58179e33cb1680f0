import pLimit from "p-limit";
import sharp from "sharp";

/** Runs a piece of work when there is room for it, in the order of asking. */
type Room = <T>(work: () => Promise<T>) => Promise<T>;

export type Stages = {
  /** Photos that are downloaded and made ready, ahead of the model. */
  preparing: Room;
  /** Pictures that are checked, made small and stored, after it. */
  filing: Room;
  /** Within both: what a decoder works on. */
  decoding: Room;
};

/** Most of the time of these goes into waiting for Shopify, and for the store. */
const PREPARED_AT_ONCE = 4;
const FILED_AT_ONCE = 8;
/** A decoder holds some 30 MB; two keep two cores busy, and who has more cores starts more workers. */
const DECODED_AT_ONCE = 2;
/** The worst pictures that are let through take 5 seconds. One that hangs is left behind, as if the process had died of it. */
const DECODED_WITHIN_MS = 60_000;

/**
 * The bounds of one process around the model's call. Waiting for the model an image holds one prepared photo of some
 * hundred kilobytes; whole photos and pictures are held by these few alone.
 */
export function createStages(): Stages {
  // One thread per picture, since pictures are worked on side by side, and no cache of what is never seen again.
  sharp.concurrency(1);
  sharp.cache(false);
  return {
    preparing: roomFor(PREPARED_AT_ONCE),
    filing: roomFor(FILED_AT_ONCE),
    decoding: within(DECODED_WITHIN_MS, roomFor(DECODED_AT_ONCE)),
  };
}

function roomFor(most: number): Room {
  const limit = pLimit(most);
  return (work) => limit(work);
}

function within(ms: number, room: Room): Room {
  return (work) =>
    room(async () => {
      const { promise: late, reject } = Promise.withResolvers<never>();
      const timer = setTimeout(() => reject(new Error(`Not decoded within ${ms} ms`)), ms);
      try {
        return await Promise.race([work(), late]);
      } finally {
        clearTimeout(timer);
      }
    });
}
