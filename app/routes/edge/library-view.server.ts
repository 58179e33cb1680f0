import type { AppLoadContext } from "@remix-run/node";
import type { LibraryImage } from "../../library/image-store.server.ts";
import type { LibraryTile } from "../../ui/library/image-grid.tsx";

/** Images as the library's lists show them, each with where its latest publication stands. */
export async function libraryTiles(
  services: AppLoadContext["services"],
  shop: string,
  images: readonly LibraryImage[],
): Promise<LibraryTile[]> {
  const publications = await services.publishing.listForImages(
    shop,
    images.map(({ id }) => id),
  );
  return Promise.all(
    images.map(async (image) => {
      const { id, productTitle, altText, recipeKey, recipeName, decision, thumbnailKey } = image;
      const publication = publications.get(id);
      return {
        ...{ id, productTitle, altText, recipeKey, recipeName, decision },
        isKept: image.pinnedAt !== null,
        hasExpired: image.expiredAt !== null,
        thumbnailUrl: image.expiredAt ? null : await services.library.signedUrl(shop, thumbnailKey),
        publication: publication
          ? { state: publication.state, isRestoring: publication.restoringAt !== null }
          : null,
      };
    }),
  );
}
