import type { AppLoadContext } from "@remix-run/node";
import type { DryRunProduct } from "../../publishing/dry-run.server.ts";
import type { ProductAhead } from "../../ui/publish/publish-product.tsx";

/** Products as they would be published, with their images' pictures. */
export async function productsAhead(
  { library }: AppLoadContext["services"],
  shop: string,
  products: readonly DryRunProduct[],
): Promise<ProductAhead[]> {
  return Promise.all(
    products.map(async ({ images, ...product }) => ({
      ...product,
      images: await Promise.all(
        images.map(async ({ image, ahead }) => ({
          ...{ id: image.id, altText: image.altText, photoUrl: image.photoUrl, ahead },
          thumbnailUrl: image.expiredAt ? null : await library.signedUrl(shop, image.thumbnailKey),
        })),
      ),
    })),
  );
}
