import type { Snapshot } from "./snapshot.ts";
import type { VariantLink } from "./way-back.ts";

/** An image that is to be shown on its photo's variants; `variantIds`: those it took already, or was about to. */
export type VariantWish = {
  id: string;
  mediaId: string;
  photoId: string;
  variantIds: readonly string[];
};

/**
 * Which variants show which image from now on, by the wish's id, and what has to change for it. A variant goes to the
 * first image of the photo it shows; one that shows nothing only where it was taken for it before, halfway.
 */
export function variantsFor(
  variants: readonly Snapshot["variants"][number][],
  wishes: readonly VariantWish[],
): { variantIds: Map<string, string[]>; link: VariantLink[]; unlink: VariantLink[] } {
  const variantIds = new Map(wishes.map(({ id }) => [id, [] as string[]]));
  const link: VariantLink[] = [];
  const unlink: VariantLink[] = [];
  for (const { id: variantId, mediaIds } of variants) {
    const [shown] = mediaIds;
    const wish =
      wishes.find(({ mediaId, variantIds: taken }) => shown === mediaId && taken.includes(variantId)) ??
      wishes.find(({ variantIds: taken }) => shown === undefined && taken.includes(variantId)) ??
      wishes.find(({ photoId }) => shown === photoId);
    if (!wish) continue;
    variantIds.get(wish.id)?.push(variantId);
    if (shown === wish.mediaId) continue;
    link.push({ variantId, mediaId: wish.mediaId });
    if (shown !== undefined) unlink.push({ variantId, mediaId: shown });
  }
  return { variantIds, link, unlink };
}

/** What Shopify calls the only variant of a product without variants: a name that no merchant sees. */
const ONLY_VARIANT = "Default Title";

/** The name that a merchant knows the variant by; empty where it has none. */
export function variantTitle(title: string): string {
  return title === ONLY_VARIANT ? "" : title;
}
