import type { AppLoadContext } from "@remix-run/node";
import type { PublicationSummary } from "../../publishing/publication-store.server.ts";
import type { PublishedProduct } from "../../publishing/published-products.server.ts";
import type { ProductView } from "../../ui/published/published-product.tsx";
import type { PublicationView } from "../../ui/published/publication-line.tsx";

/** Publications with the image they are of. */
async function publicationViews(
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
        productTitle: publication.productTitle || (image?.productTitle ?? ""),
        thumbnailUrl:
          image && !image.expiredAt ? await services.library.signedUrl(shop, image.thumbnailKey) : null,
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

/** Products with their published images. */
export async function publishedProductViews(
  services: AppLoadContext["services"],
  shop: string,
  products: readonly PublishedProduct[],
): Promise<ProductView[]> {
  const publications = products.flatMap((product) => product.publications);
  const views = Map.groupBy(
    await publicationViews(services, shop, publications),
    ({ productId }) => productId,
  );
  return products.map(({ productId, hasMore }) => {
    const own = views.get(productId) ?? [];
    return { productId, hasMore, productTitle: own.at(-1)?.productTitle ?? "", publications: own };
  });
}
