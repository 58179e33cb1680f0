import type { AppLoadContext } from "@remix-run/node";
import { downloadName } from "../../library/download-name.ts";
import type { LibraryImage } from "../../library/image-store.server.ts";
import { ON_ITS_PRODUCT } from "../../library/on-its-product.ts";

type Services = AppLoadContext["services"];

/** Images as small pictures, each with where its latest publication stands. */
export async function imageTiles(services: Services, shop: string, images: readonly LibraryImage[]) {
  const publications = await services.publishing.listForImages(
    shop,
    images.map((image) => image.id),
  );
  return Promise.all(
    images.map(async (image) => {
      const publication = publications.get(image.id);
      return {
        id: image.id,
        batchId: image.batchId,
        altText: image.altText,
        recipeKey: image.recipeKey,
        recipeName: image.recipeName,
        decision: image.decision,
        isKept: image.pinnedAt !== null,
        thumbnailUrl: await services.library.signedUrl(shop, image.thumbnailKey),
        publication: publication
          ? { state: publication.state, isRestoring: publication.restoringAt !== null }
          : null,
      };
    }),
  );
}

/** Images as Review shows them: the file itself, and the photo it was made from. */
export async function reviewImages(services: Services, shop: string, images: readonly LibraryImage[]) {
  const ids = images.map((image) => image.id);
  const publications = await services.publishing.listForImages(shop, ids);
  return Promise.all(
    images.map(async (image) => ({
      id: image.id,
      batchId: image.batchId,
      altText: image.altText,
      productId: image.productId,
      productTitle: image.productTitle,
      photoUrl: image.photoUrl,
      photoAlt: image.photoAlt,
      recipeKey: image.recipeKey,
      recipeName: image.recipeName,
      decision: image.decision,
      ratioDiffers: image.ratioDiffers,
      ...{ model: image.model, recipeVersion: image.recipeVersion, createdAt: image.createdAt.toISOString() },
      thumbnailUrl: await services.library.signedUrl(shop, image.thumbnailKey),
      fileUrl: await services.library.signedUrl(shop, image.objectKey),
      downloadUrl: await services.library.signedUrl(shop, image.objectKey, {
        downloadAs: downloadName(image),
      }),
      isKept: image.pinnedAt !== null,
      isPublished: ON_ITS_PRODUCT.includes(publications.get(image.id)?.state ?? ""),
    })),
  );
}
