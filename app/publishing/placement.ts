export const PLACEMENTS = ["end", "first", "after_photo"] as const;
/** Where on the product the image goes. */
export type Placement = (typeof PLACEMENTS)[number];

/** Shopify's `MoveInput`: the place is counted in the list without the moved one, as it is at that moment. */
export type Move = { id: string; newPosition: number };

export function isPlacement(text: string): text is Placement {
  return PLACEMENTS.some((placement) => placement === text);
}

/** Where one of our media was wanted. */
export type Placed = { mediaId: string; placement: Placement; photoId: string };

/**
 * What has to move so that all stand where they were wanted, those with the same place in the order given; nothing when
 * they stand there already. Only ours move.
 */
export function movesFor(currentIds: readonly string[], placed: readonly Placed[]): Move[] {
  const wanted = wantedOrder(currentIds, placed);
  const current = [...currentIds];
  const moves: Move[] = [];
  for (const id of wanted.filter((one) => placed.some(({ mediaId }) => mediaId === one))) {
    const at = current.indexOf(id);
    current.splice(at, 1);
    const before = wanted[wanted.indexOf(id) - 1];
    const newPosition = before === undefined ? 0 : current.indexOf(before) + 1;
    current.splice(newPosition, 0, id);
    if (newPosition !== at) moves.push({ id, newPosition });
  }
  return moves;
}

function wantedOrder(currentIds: readonly string[], placed: readonly Placed[]): string[] {
  const others = currentIds.filter((id) => placed.every(({ mediaId }) => mediaId !== id));
  const at = (placement: Placement) => placed.filter((one) => placeOf(one, others) === placement);
  const after = Map.groupBy(at("after_photo"), ({ photoId }) => photoId);
  const idsOf = (list: readonly Placed[] = []) => list.map(({ mediaId }) => mediaId);
  return [
    ...idsOf(at("first")),
    ...others.flatMap((id) => [id, ...idsOf(after.get(id))]),
    ...idsOf(at("end")),
  ];
}

/** A photo that is gone leaves the end. */
function placeOf({ placement, photoId }: Placed, others: readonly string[]): Placement {
  return placement === "after_photo" && !others.includes(photoId) ? "end" : placement;
}
