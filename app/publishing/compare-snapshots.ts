import type { OurMedia } from "./our-media.ts";
import type { Snapshot } from "./snapshot.ts";
import { withoutOurs } from "./without-ours.ts";

export function snapshotOf({ media, variants }: Snapshot, ours: readonly OurMedia[]): Snapshot {
  return withoutOurs({ media: media.map(({ id, alt }) => ({ id, alt })), variants }, ours);
}

/** Whether everything but Packshot's doing stands as it stood: which media, in which order, on which variants. */
export function sameExceptOurs(before: Snapshot, now: Snapshot, ours: readonly OurMedia[]): boolean {
  const [then, current] = [withoutOurs(before, ours), withoutOurs(now, ours)];
  return sameList(idsOf(then), idsOf(current)) && sameList(linksOf(then), linksOf(current));
}

/** Whether the same media are there, in whatever order and on whatever variants. */
export function sameMediaExceptOurs(
  before: Pick<Snapshot, "media">,
  now: Pick<Snapshot, "media">,
  ours: readonly OurMedia[],
): boolean {
  const own = ({ media }: Pick<Snapshot, "media">) =>
    idsOf(withoutOurs({ media, variants: [] }, ours)).sort();
  return sameList(own(before), own(now));
}

/**
 * The old order as far as its media are there still, with what the merchant added since after it; a variant whose old
 * picture is gone keeps what it shows now. Both as they are without Packshot.
 */
export function oldOrder(before: Snapshot, now: Snapshot): Snapshot {
  const there = new Set(idsOf(now));
  const old = new Set(idsOf(before));
  const shown = new Map(before.variants.map(({ id, mediaIds }) => [id, mediaIds]));
  return {
    media: [...before.media.filter(({ id }) => there.has(id)), ...now.media.filter(({ id }) => !old.has(id))],
    variants: now.variants.map(({ id, mediaIds }) => {
      const then = shown.get(id);
      return { id, mediaIds: then?.every((one) => there.has(one)) ? then : mediaIds };
    }),
  };
}

function idsOf({ media }: Pick<Snapshot, "media">): string[] {
  return media.map(({ id }) => id);
}

/** Sorted: the order of variants is not ours to compare, and variants without media say nothing. */
function linksOf({ variants }: Snapshot): string[] {
  return variants.flatMap(({ id, mediaIds }) => mediaIds.map((mediaId) => `${id}:${mediaId}`)).sort();
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
