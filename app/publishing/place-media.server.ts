import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Ours } from "./our-media-on-product.server.ts";
import type { ProductWork } from "./product-work.server.ts";
import { isPlacement, movesFor, type Move, type Placed } from "./placement.ts";
import { moveMedia } from "./product-order.server.ts";

/** The merchant may move media at the same time; we do not fight over a place. */
const ROUNDS = 3;
/** Shopify moves media behind our back, in a moment. Looking at the media costs no more than asking for its job. */
const LOOKS = 6;

/** Moves our media to where they were wanted, and reads the product to see them there. Answers those that are not. */
export async function placeMedia(log: Logger, work: ProductWork, ours: readonly Ours[]): Promise<Ours[]> {
  const { shop, productId } = work;
  let now = await readPlaces(work, ours);
  for (let round = 0; round < ROUNDS && now.moves.length > 0; round += 1) {
    await work.record(); // prolongs the lease
    await moveMedia(work, { id: productId, media: now.media }, now.moves).catch((error: unknown) => {
      if (!isPackshotError(error) || error.code !== "shopify_refused") throw error;
      log.warn({ shop, productId, err: error }, "move refused; the product is read again");
    });
    for (let look = 0; look < LOOKS && now.moves.length > 0; look += 1) {
      await work.wait(Math.min(250 * 2 ** look, 2000));
      now = await readPlaces(work, ours);
    }
  }
  const misplaced = ours.filter(({ media }) => now.moves.some(({ id }) => id === media.id));
  if (misplaced.length > 0)
    log.warn({ shop, productId, misplaced: misplaced.length }, "live, but not in their places");
  return misplaced;
}

/** Where the media stand, and what has to move. Ours that somebody took off meanwhile fail. */
async function readPlaces(work: ProductWork, ours: readonly Ours[]) {
  const { productId } = work;
  const product = await work.calls.readOrder(productId);
  const ids = product?.media.map(({ id }) => id) ?? [];
  const held = ours.filter(({ publication }) => work.left().includes(publication));
  const gone = held.filter(({ media }) => !ids.includes(media.id)).map(({ publication }) => publication);
  if (gone.length > 0) {
    await work.record(gone.map(({ id }) => [id, { attachingAt: null }]));
    await work.fail(gone, new PackshotError(product ? "product_changed" : "product_deleted", { productId }));
  }
  const there = held.filter(({ publication }) => !gone.includes(publication));
  const moves: Move[] = movesFor(ids, there.map(placedOf));
  return { media: product?.media ?? [], moves };
}

function placedOf({ publication: { id, placement, photoId }, media }: Ours): Placed {
  if (!isPlacement(placement)) throw new Error(`Publication ${id} has the placement ${placement}`);
  return { mediaId: media.id, placement, photoId };
}
