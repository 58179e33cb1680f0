import type { AppLoadContext } from "@remix-run/node";
import type { ComparedMedia, Comparison } from "../../publishing/compare-product.server.ts";
import type { StripMedia } from "../../ui/published/media-strip.tsx";
import type { ComparisonView } from "../../ui/published/product-comparison.tsx";

/** The states of a product with their pictures: ours from the library, since Shopify may have them no more. */
export async function comparisonView(
  { library }: AppLoadContext["services"],
  shop: string,
  seen: Comparison,
): Promise<ComparisonView> {
  const all = [seen.before, seen.left, seen.now, seen.afterOldOrder, seen.afterKeeping].flat();
  const ids = [...new Set(all.flatMap(({ imageId }) => imageId ?? []))];
  const images = await library.findMany(shop, ids);
  const urls = new Map<string, string>();
  for (const { id, thumbnailKey, expiredAt } of images.values()) {
    if (!expiredAt) urls.set(id, await library.signedUrl(shop, thumbnailKey));
  }
  const shown = ({ id, imageId, url, alt }: ComparedMedia): StripMedia => {
    return { id, alt, isOurs: imageId !== null, url: (imageId && urls.get(imageId)) ?? url };
  };
  return {
    before: seen.before.map(shown),
    left: seen.left.map(shown),
    now: seen.now.map(shown),
    afterOldOrder: seen.afterOldOrder.map(shown),
    afterKeeping: seen.afterKeeping.map(shown),
    variants: seen.variants.map(({ before, now, ...variant }) => ({
      ...variant,
      before: before && shown(before),
      now: now && shown(now),
    })),
    isMore: seen.isMore,
  };
}
