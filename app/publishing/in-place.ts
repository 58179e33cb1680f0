import type { Placed } from "./placement.ts";
import type { OurMedia } from "./our-media.ts";
import { orderWithoutOurs, standIns } from "./without-ours.ts";

const NOTHING: Pick<Placed, "photoId" | "before"> = { photoId: "", before: [] };

type Standing = {
  /** The media without those that are placed. */
  rest: readonly string[];
  others: readonly OurMedia[];
};

/**
 * The media with these in the places of their photos, which go to the end; where an image of the same photo has its
 * place already, the others follow it. What stands right stays as it is.
 */
export function inPlaces(
  currentIds: readonly string[],
  placed: readonly Placed[],
  { rest, others }: Standing,
): string[] {
  const all = [...others, ...placed];
  let wanted = [...rest];
  for (const [photoId, same] of Map.groupBy(placed, (one) => one.photoId)) {
    const ids = same.map(({ mediaId }) => mediaId);
    const holder = [...standIns(currentIds, all)].find(([, photo]) => photo === photoId)?.[0];
    if (holder !== undefined && isAsBefore(currentIds, same, all)) {
      wanted.splice(placeBy(holder, wanted, { currentIds, all, photoId }), 0, ...ids);
    } else {
      const at = placeOfPhoto(currentIds, wanted, { same, all });
      const without = (list: readonly string[]) => list.filter((id) => id !== photoId);
      wanted = [...without(wanted.slice(0, at)), ...ids, ...without(wanted.slice(at)), photoId];
    }
  }
  return wanted;
}

/** Whether the product's own media stand as they stood, ours in their places counted as their photos. */
function isAsBefore(
  currentIds: readonly string[],
  same: readonly Placed[],
  all: readonly OurMedia[],
): boolean {
  const before = same[0]?.before ?? [];
  const order = orderWithoutOurs(currentIds, all).filter((id) => before.includes(id));
  return order.join() === before.filter((id) => currentIds.includes(id)).join();
}

/** Beside the image that has the place: where it stands itself, or after it and those that follow it. */
function placeBy(
  holder: string,
  list: readonly string[],
  { currentIds, all, photoId }: { currentIds: readonly string[]; all: readonly OurMedia[]; photoId: string },
): number {
  if (!list.includes(holder)) {
    const next = currentIds.slice(currentIds.indexOf(holder)).find((id) => list.includes(id));
    return next === undefined ? list.length : list.indexOf(next);
  }
  const follows = (id: string | undefined) =>
    all.some((one) => one.mediaId === id && one.photoId === photoId && one.placement === "in_place");
  let at = list.indexOf(holder) + 1;
  while (follows(list[at])) at += 1;
  return at;
}

/** Where the photo stands; where it was moved already, or somebody moved others: before what stood after it. */
function placeOfPhoto(
  currentIds: readonly string[],
  list: readonly string[],
  { same, all }: { same: readonly Placed[]; all: readonly OurMedia[] },
): number {
  const [{ photoId, before } = NOTHING] = same;
  if (isAsBefore(currentIds, same, all)) return list.indexOf(photoId);
  const instead = new Map([...standIns(currentIds, all)].map(([mediaId, photo]) => [photo, mediaId]));
  const later = before.slice(before.indexOf(photoId) + 1).map((id) => instead.get(id) ?? id);
  const next = later.find((id) => list.includes(id));
  return next === undefined ? list.length : list.indexOf(next);
}
