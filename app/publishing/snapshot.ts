import { z } from "zod";
import type { Move } from "./placement.ts";

/** A product's media in order, and what its variants show. */
export const Snapshot = z.object({
  media: z.array(z.object({ id: z.string(), alt: z.string() })),
  variants: z.array(z.object({ id: z.string(), mediaIds: z.array(z.string()) })),
});
export type Snapshot = z.infer<typeof Snapshot>;

export function snapshotOf({ media, variants }: Snapshot): Snapshot {
  return { media: media.map(({ id, alt }) => ({ id, alt })), variants };
}

export type VariantLink = { variantId: string; mediaId: string };

/** Whether everything but Packshot's own media stands as it stood: which media, in which order, on which variants. */
export function sameExceptOurs(before: Snapshot, now: Snapshot, ourMediaIds: ReadonlySet<string>): boolean {
  const links = { then: linksOf(before, ourMediaIds), now: linksOf(now, ourMediaIds) };
  return (
    sameList(othersOf(before, ourMediaIds), othersOf(now, ourMediaIds)) && sameList(links.then, links.now)
  );
}

/** Whether the same media are there, in whatever order and on whatever variants. */
export function sameMediaExceptOurs(
  before: Pick<Snapshot, "media">,
  now: Pick<Snapshot, "media">,
  ourMediaIds: ReadonlySet<string>,
): boolean {
  return sameList(othersOf(before, ourMediaIds).sort(), othersOf(now, ourMediaIds).sort());
}

/** Moves that put the media of the snapshot which are still there back into its order. */
export function restoreMoves(before: Snapshot, currentIds: readonly string[]): Move[] {
  const current = [...currentIds];
  const wanted = before.media.map(({ id }) => id).filter((id) => current.includes(id));
  const moves: Move[] = [];
  wanted.forEach((id, newPosition) => {
    if (current[newPosition] === id) return;
    current.splice(current.indexOf(id), 1);
    current.splice(newPosition, 0, id);
    moves.push({ id, newPosition });
  });
  return moves;
}

/** What to link and unlink so that variants show again what they showed. */
export function restoreLinks(
  before: Snapshot,
  now: Snapshot,
  ourMediaIds: ReadonlySet<string>,
): { link: VariantLink[]; unlink: VariantLink[] } {
  const there = new Set(now.media.map(({ id }) => id));
  const then = before.variants.flatMap(linksOfVariant).filter(({ mediaId }) => there.has(mediaId));
  const current = now.variants.flatMap(linksOfVariant);
  const lacks = (links: VariantLink[]) => (link: VariantLink) =>
    !ourMediaIds.has(link.mediaId) && !links.some((other) => keyOf(other) === keyOf(link));
  return { link: then.filter(lacks(current)), unlink: current.filter(lacks(then)) };
}

function othersOf({ media }: Pick<Snapshot, "media">, ours: ReadonlySet<string>): string[] {
  return media.map(({ id }) => id).filter((id) => !ours.has(id));
}

/** Sorted: the order of variants is not ours to compare, and variants without media say nothing. */
function linksOf({ variants }: Snapshot, ours: ReadonlySet<string>): string[] {
  return variants
    .flatMap(linksOfVariant)
    .filter(({ mediaId }) => !ours.has(mediaId))
    .map(keyOf)
    .sort();
}

function linksOfVariant({ id, mediaIds }: Snapshot["variants"][number]): VariantLink[] {
  return mediaIds.map((mediaId) => ({ variantId: id, mediaId }));
}

function keyOf({ variantId, mediaId }: VariantLink): string {
  return `${variantId}:${mediaId}`;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((item, index) => item === b[index]);
}
