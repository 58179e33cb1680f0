import type { Move } from "./moves.ts";
import type { Snapshot } from "./snapshot.ts";
import type { OurMedia } from "./our-media.ts";
import { standIns } from "./without-ours.ts";

export type VariantLink = { variantId: string; mediaId: string };

/**
 * Moves that put a product's own media, as far as they are there, into the wanted order. Ours that are there still stay
 * where they are; one that has its photo's place counts as the photo, which stays at the end.
 */
export function movesBack(
  wanted: Pick<Snapshot, "media">,
  currentIds: readonly string[],
  ours: readonly OurMedia[],
): Move[] {
  const list = [...currentIds];
  const instead = new Map([...standIns(list, ours)].map(([mediaId, photoId]) => [photoId, mediaId]));
  const left = wanted.media.map(({ id }) => instead.get(id) ?? id).filter((id) => list.includes(id));
  const moves: Move[] = [];
  for (let next = left[0]; next !== undefined; next = left[0]) {
    const newPosition = list.findIndex((id) => left.includes(id));
    left.shift();
    if (list[newPosition] === next) continue;
    list.splice(list.indexOf(next), 1);
    list.splice(newPosition, 0, next);
    moves.push({ id: next, newPosition });
  }
  return moves;
}

/** What to link and unlink so that variants show what is wanted; those that show one of ours are left alone. */
export function linksBack(
  wanted: Pick<Snapshot, "variants">,
  now: Snapshot,
  ours: readonly OurMedia[],
): { link: VariantLink[]; unlink: VariantLink[] } {
  const there = new Set(now.media.map(({ id }) => id));
  const isOurs = new Set(ours.map(({ mediaId }) => mediaId));
  const free = now.variants.filter(({ mediaIds }) => !mediaIds.some((id) => isOurs.has(id)));
  const showing = new Map(free.map(({ id, mediaIds }) => [id, mediaIds]));
  const want = new Map(wanted.variants.map(({ id, mediaIds }) => [id, mediaIds]));
  const pairs = (variantId: string, mediaIds: readonly string[], but: readonly string[]) =>
    mediaIds.flatMap((mediaId) => (but.includes(mediaId) ? [] : { variantId, mediaId }));
  return {
    link: [...showing].flatMap(([id, shown]) =>
      pairs(id, want.get(id)?.filter((one) => there.has(one) && !isOurs.has(one)) ?? [], shown),
    ),
    unlink: [...showing].flatMap(([id, shown]) => (want.has(id) ? pairs(id, shown, want.get(id) ?? []) : [])),
  };
}
