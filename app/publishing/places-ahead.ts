import { wantedOrder } from "./moves.ts";
import type { Placed, Placement } from "./placement.ts";
import { variantsFor } from "./variants-for.ts";
import type { OurMedia } from "./our-media.ts";
import { orderWithoutOurs, standIns } from "./without-ours.ts";

/** Why an image will not be put on its product. */
export type LeftOut =
  "not_approved" | "file_gone" | "on_product" | "on_the_way" | "product_deleted" | "product_full";

/** Where an image will stand: `follows` another one of its photo, which has the place. */
export type PlaceAhead = {
  kind: Placement | "follows";
  /** Counted from 1; null where the product has more media than were looked at. */
  number: number | null;
  /** The names of the variants that will show it. */
  variants: string[];
};

type Product = {
  mediaCount: number;
  mediaIds: readonly string[];
  variants: readonly { id: string; title: string; mediaIds: string[] }[];
};
type Wanted = { id: string; photoId: string };

/** Shopify's limit of media on a product. */
const MOST_MEDIA = 250;

/** What publishing will do to one product: where each image will stand, and which of them find no room. */
export function placesAhead(
  product: Product,
  images: readonly Wanted[],
  { placement, onVariants, ours }: { placement: Placement; onVariants: boolean; ours: readonly OurMedia[] },
): Map<string, PlaceAhead | "product_full"> {
  const room = Math.max(0, MOST_MEDIA - product.mediaCount);
  const fitting = images.slice(0, room);
  const before = orderWithoutOurs(product.mediaIds, ours);
  const placed = fitting.map(({ id, photoId }): Placed => {
    return { mediaId: id, photoId, placement, variantIds: [], before };
  });
  const order = wantedOrder([...product.mediaIds, ...placed.map(({ mediaId }) => mediaId)], placed, ours);
  const shown = variantsFor(
    product.variants,
    onVariants ? fitting.map(({ id, photoId }) => ({ id, mediaId: id, photoId, variantIds: [] })) : [],
  );
  const titles = new Map(product.variants.map(({ id, title }) => [id, title]));
  const known = { order, mediaIds: product.mediaIds, hidden: product.mediaCount - product.mediaIds.length };
  const taken = [...standIns(product.mediaIds, ours).values()];
  return new Map(
    images.map(({ id, photoId }, n): [string, PlaceAhead | "product_full"] => {
      if (n >= room) return [id, "product_full"];
      const isSecond = taken.includes(photoId) || placed.findIndex((one) => one.photoId === photoId) < n;
      const kind = kindOf(placement, product.mediaIds.includes(photoId) || known.hidden > 0, isSecond);
      const variants = shown.variantIds.get(id)?.flatMap((variant) => titles.get(variant) || []) ?? [];
      return [id, { kind, number: numberOf(id, { ...known, kind, photoId }), variants }];
    }),
  );
}

/** A photo that is gone leaves the end. */
function kindOf(placement: Placement, hasPhoto: boolean, isSecond: boolean): PlaceAhead["kind"] {
  if (placement === "end" || placement === "first") return placement;
  if (!hasPhoto) return "end";
  return placement === "in_place" && isSecond ? "follows" : placement;
}

type Known = {
  order: readonly string[];
  mediaIds: readonly string[];
  hidden: number;
  kind: PlaceAhead["kind"];
  photoId: string;
};

function numberOf(id: string, { order, mediaIds, hidden, kind, photoId }: Known): number | null {
  const at = order.indexOf(id) + 1;
  if (kind === "end") return at + hidden;
  return kind === "first" || mediaIds.includes(photoId) ? at : null;
}
