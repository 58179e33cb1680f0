import { PackshotError } from "../platform/errors.ts";
import { embeddedLoader } from "./edge/embedded.server.ts";
import { idIn } from "./edge/input.server.ts";

/** A row of small pictures in a block that is some 500 px wide. */
const IMAGES_SHOWN = 6;

/**
 * What the block on a product's page in Shopify admin shows (extensions/product-block). It is asked for from Shopify's
 * origin, with a session token as every page: see extension-origin.server.ts.
 */
export const loader = embeddedLoader(
  async ({ shop, params, services }) => {
    const id = idIn(params);
    if (await services.privacy.isErasing(shop)) throw new PackshotError("shop_erasing");
    const [{ images }, waiting, work] = await Promise.all([
      services.library.list(shop, { productId: id, limit: IMAGES_SHOWN }),
      services.library.waitingOfProduct(shop, id),
      services.batches.workOnProduct(shop, id),
    ]);
    const pictures = images.map(async ({ id, altText, thumbnailKey }) => {
      return { id, altText, thumbnailUrl: await services.library.signedUrl(shop, thumbnailKey) };
    });
    return { images: await Promise.all(pictures), waiting, ...work };
  },
  { whileErasing: true },
);
