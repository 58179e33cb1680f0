export const PLACEMENTS = ["end", "first", "after_photo"] as const;
/** Where on the product the image goes. */
export type Placement = (typeof PLACEMENTS)[number];

/** Shopify's `MoveInput`: the place is counted in the list without the moved one, as it is at that moment. */
export type Move = { id: string; newPosition: number };

export function isPlacement(text: string): text is Placement {
  return PLACEMENTS.some((placement) => placement === text);
}

/** What has to move so that the image stands where it was wanted; nothing when it stands there already. */
export function movesFor(
  currentIds: readonly string[],
  mediaId: string,
  placement: Placement,
  photoId: string,
): Move[] {
  const others = currentIds.filter((id) => id !== mediaId);
  const newPosition = placeAmong(others, placement, photoId);
  return currentIds.indexOf(mediaId) === newPosition ? [] : [{ id: mediaId, newPosition }];
}

function placeAmong(others: readonly string[], placement: Placement, photoId: string): number {
  switch (placement) {
    case "first":
      return 0;
    case "end":
      return others.length;
    case "after_photo": {
      const photo = others.indexOf(photoId);
      return photo < 0 ? others.length : photo + 1;
    }
  }
}
