import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Work } from "./only-writer.server.ts";
import { isPlacement, movesFor } from "./placement.ts";
import { moveMedia } from "./product-order.server.ts";
import { readProduct } from "./product-on-shopify.server.ts";

/** The merchant may move media at the same time; we do not fight over a place. */
const ROUNDS = 3;

/** Moves our media to where it was wanted, and reads the product to see it there. False when it does not stay there. */
export async function placeMedia(log: Logger, work: Work, mediaId: string): Promise<boolean> {
  const { id, productId, placement, photoId } = work.publication;
  if (!isPlacement(placement)) throw new Error(`Publication ${id} has the placement ${placement}`);
  for (let round = 0; round < ROUNDS; round += 1) {
    const product = await readProduct(work.admin, productId);
    const ids = product?.media.map((media) => media.id) ?? [];
    if (!product || !ids.includes(mediaId)) {
      await work.record({ attachingAt: null });
      throw new PackshotError(product ? "product_changed" : "product_deleted", { productId, mediaId });
    }
    const moves = movesFor(ids, mediaId, placement, photoId);
    if (moves.length === 0) return true;
    await work.record({}); // prolongs the lease
    await moveMedia(work, product, moves).catch((error: unknown) => {
      if (!isPackshotError(error) || error.code !== "shopify_refused") throw error;
      log.warn({ shop: work.shop, publication: id, err: error }, "move refused; the product is read again");
    });
  }
  log.warn({ shop: work.shop, publication: id, placement }, "live, but not in its place");
  return false;
}
