import { inPlaces } from "./in-place.ts";
import type { OurMedia } from "./our-media.ts";
import type { Placed, Placement } from "./placement.ts";

/** Shopify's `MoveInput`: the place is counted in the list without the moved one, as it is at that moment. */
export type Move = { id: string; newPosition: number };

/**
 * What has to move so that all stand where they were wanted, those with the same place in the order given; nothing when
 * they stand there already. Only ours move, and the photos whose places they take. `others`: ours that are there already.
 */
export function movesFor(
  currentIds: readonly string[],
  placed: readonly Placed[],
  others: readonly OurMedia[] = [],
): Move[] {
  const wanted = wantedOrder(currentIds, placed, others);
  const photos = placed.filter(({ placement }) => placement === "in_place").map(({ photoId }) => photoId);
  const current = [...currentIds];
  const moves: Move[] = [];
  for (const id of wanted.filter((one) => isOneOf(placed, one) || photos.includes(one))) {
    const at = current.indexOf(id);
    current.splice(at, 1);
    const before = wanted[wanted.indexOf(id) - 1];
    const newPosition = before === undefined ? 0 : current.indexOf(before) + 1;
    current.splice(newPosition, 0, id);
    if (newPosition !== at) moves.push({ id, newPosition });
  }
  return moves;
}

/** How the product's media stand when all are where they were wanted. */
export function wantedOrder(
  currentIds: readonly string[],
  placed: readonly Placed[],
  others: readonly OurMedia[] = [],
): string[] {
  const rest = currentIds.filter((id) => !isOneOf(placed, id));
  const at = (placement: Placement) => placed.filter((one) => placeOf(one, rest) === placement);
  const after = Map.groupBy(at("after_photo"), ({ photoId }) => photoId);
  const idsOf = (list: readonly Placed[] = []) => list.map(({ mediaId }) => mediaId);
  return [
    ...idsOf(at("first")),
    ...inPlaces(currentIds, at("in_place"), { rest, others }).flatMap((id) => [id, ...idsOf(after.get(id))]),
    ...idsOf(at("end")),
  ];
}

function isOneOf(placed: readonly Placed[], id: string): boolean {
  return placed.some(({ mediaId }) => mediaId === id);
}

/** A photo that is gone leaves the end. */
function placeOf({ placement, photoId }: Placed, rest: readonly string[]): Placement {
  const needsPhoto = placement === "after_photo" || placement === "in_place";
  return needsPhoto && !rest.includes(photoId) ? "end" : placement;
}
