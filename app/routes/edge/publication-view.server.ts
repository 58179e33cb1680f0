import type { AppLoadContext } from "@remix-run/node";
import type { PublicationSummary } from "../../publishing/publication-store.server.ts";
import type { PublicationView } from "../../ui/published/publication-row.tsx";

/** Publications with the image they are of. */
export async function publicationViews(
  services: AppLoadContext["services"],
  shop: string,
  publications: readonly PublicationSummary[],
): Promise<PublicationView[]> {
  const images = await services.library.findMany(
    shop,
    publications.map((publication) => publication.imageId),
  );
  return Promise.all(
    publications.map(async (publication) => {
      const image = images.get(publication.imageId);
      return {
        id: publication.id,
        productId: publication.productId,
        productTitle: image?.productTitle ?? "",
        thumbnailUrl: image ? await services.library.signedUrl(image.thumbnailKey) : "",
        altText: image?.altText ?? "",
        state: publication.state,
        isRestoring: publication.restoringAt !== null,
        failureCode: publication.failureCode,
        personName: publication.personName,
        createdAt: publication.createdAt.toISOString(),
      };
    }),
  );
}
