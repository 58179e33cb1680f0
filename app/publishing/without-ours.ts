import type { OurMedia } from "./our-media.ts";
import type { Snapshot } from "./snapshot.ts";

/**
 * Ours that stand in the place of their photo, which stands somewhere after them: by media, the photo. Where there are
 * several of one photo the first has the place and the others follow it; one whose photo was moved back before it has none.
 */
export function standIns(ids: readonly string[], ours: readonly OurMedia[]): Map<string, string> {
  const photos = new Map(
    ours
      .filter(({ placement }) => placement === "in_place")
      .map(({ mediaId, photoId }) => [mediaId, photoId]),
  );
  const found = new Map<string, string>();
  ids.forEach((id, at) => {
    const photoId = photos.get(id);
    if (photoId === undefined || [...found.values()].includes(photoId)) return;
    if (ids.indexOf(photoId) > at) found.set(id, photoId);
  });
  return found;
}

/** The product as it would stand without Packshot: its own media in their places, its variants with what they showed. */
export function withoutOurs({ media, variants }: Snapshot, ours: readonly OurMedia[]): Snapshot {
  const there = new Map(media.map((one) => [one.id, one]));
  const standing = standIns([...there.keys()], ours);
  const replaced = new Set(standing.values());
  const known = new Map(ours.map((one) => [one.mediaId, one]));
  return {
    media: media.flatMap((one) => {
      const photo = standing.get(one.id);
      if (photo !== undefined) return there.get(photo) ?? [];
      return known.has(one.id) || replaced.has(one.id) ? [] : one;
    }),
    variants: variants.map(({ id: variantId, mediaIds }) => ({
      id: variantId,
      mediaIds: mediaIds.flatMap((id) => {
        const image = known.get(id);
        if (!image) return id;
        return image.variantIds.includes(variantId) && there.has(image.photoId) ? image.photoId : [];
      }),
    })),
  };
}

/** The same of media alone. */
export function orderWithoutOurs(ids: readonly string[], ours: readonly OurMedia[]): string[] {
  const media = ids.map((id) => ({ id, alt: "" }));
  return withoutOurs({ media, variants: [] }, ours).media.map(({ id }) => id);
}
