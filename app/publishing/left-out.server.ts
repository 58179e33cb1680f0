import type { LibraryImage } from "../library/image-store.server.ts";
import { ON_ITS_PRODUCT } from "../library/on-its-product.ts";
import type { Queries } from "../platform/db/db.server.ts";
import type { LeftOut } from "./places-ahead.ts";
import type { OurMedia } from "./our-media.ts";

/** What our own rows tell: by image, why it will not be published. */
export async function leftOutOf(
  db: Queries,
  shop: string,
  images: readonly LibraryImage[],
  to: string | undefined,
): Promise<Map<string, LeftOut>> {
  const rows = await db.publication.findMany({
    where: {
      ...{ shop, imageId: { in: images.map(({ id }) => id) }, state: { in: [...ON_ITS_PRODUCT] } },
      ...(to === undefined ? { isCopy: false } : { productId: to }),
    },
    select: { imageId: true, state: true },
  });
  const states = new Map(rows.map(({ imageId, state }) => [imageId, state]));
  return new Map(
    images.flatMap(({ id, decision, expiredAt }): [string, LeftOut][] => {
      const state = states.get(id);
      if (state !== undefined) return [[id, state === "live" ? "on_product" : "on_the_way"]];
      if (expiredAt) return [[id, "file_gone"]];
      return decision === "approved" ? [] : [[id, "not_approved"]];
    }),
  );
}

/** Ours that are on these products: they may have their photos' places already. */
export async function liveOn(
  db: Queries,
  shop: string,
  productIds: readonly string[],
): Promise<Map<string, OurMedia[]>> {
  const rows = await db.publication.findMany({
    where: { shop, productId: { in: [...productIds] }, state: "live", mediaId: { not: null } },
    select: { productId: true, mediaId: true, photoId: true, placement: true, variantIds: true },
  });
  const known = rows.flatMap(({ mediaId, ...row }) => (mediaId === null ? [] : { ...row, mediaId }));
  return Map.groupBy(known, ({ productId }) => productId);
}

export function countOf(reasons: readonly LeftOut[]): Partial<Record<LeftOut, number>> {
  const counts: Partial<Record<LeftOut, number>> = {};
  for (const reason of reasons) counts[reason] = (counts[reason] ?? 0) + 1;
  return counts;
}
