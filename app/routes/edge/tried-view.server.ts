import type { AppLoadContext } from "@remix-run/node";
import type { TriedPhotoView } from "../../ui/recipes/tried-photos.tsx";

type Services = AppLoadContext["services"];

/** The photos that a recipe was tried on, each with what became of it; null when there is no such batch. */
export async function triedView(
  services: Services,
  shop: string,
  batchId: string,
): Promise<TriedPhotoView[] | null> {
  const photos = await services.batches.triedPhotos(shop, batchId);
  if (!photos) return null;
  return Promise.all(
    photos.map(async ({ image, photoId, productId, productTitle, photoUrl, state, failureCode }) => ({
      ...{ key: `${productId}/${photoId}`, productTitle, photoUrl },
      ...{ isOver: state !== "queued" && state !== "running", failureCode },
      image:
        image && !image.expiredAt
          ? { url: await services.library.signedUrl(shop, image.thumbnailKey), altText: image.altText }
          : null,
    })),
  );
}
