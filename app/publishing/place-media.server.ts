import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { Logger } from "../platform/logger.server.ts";
import type { Ours } from "./our-media-on-product.server.ts";
import type { ProductWork } from "./product-work.server.ts";
import { isPlacement, movesFor, type Placed } from "./placement.ts";
import type { ProductMedia } from "./find-our-media.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import { moveMedia } from "./product-order.server.ts";

/** The merchant may move media at the same time; we do not fight over a place. */
const ROUNDS = 3;
/** Shopify moves media behind our back, in a moment. Looking at the media costs no more than asking for its job. */
const LOOKS = 6;

/**
 * Moves our media to where they were wanted, and reads the product to see them there. Answers those that are not. `known`
 * is the product as last read: where it has changed since, the reading shows it, and the next round mends it.
 */
export async function placeMedia(
  log: Logger,
  work: ProductWork,
  known: ProductNow,
  ours: readonly Ours[],
): Promise<Ours[]> {
  const { shop, productId } = work;
  const added = ours.map(({ media }) => media).filter(({ id }) => known.media.every((one) => one.id !== id));
  let now = placesOf([...known.media, ...added], ours);
  for (let round = 0; round === 0 || (round < ROUNDS && now.moves.length > 0); round += 1) {
    await work.record(); // prolongs the lease
    if (now.moves.length > 0) {
      await moveMedia(work, { id: productId, media: now.media }, now.moves).catch((error: unknown) => {
        if (!isPackshotError(error) || error.code !== "shopify_refused") throw error;
        log.warn({ shop, productId, err: error }, "move refused; the product is read again");
      });
    }
    for (let look = 0; look < LOOKS && (look === 0 || now.moves.length > 0); look += 1) {
      if (look > 0 || now.moves.length > 0) await work.wait(Math.min(250 * 2 ** look, 2000));
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
  const held = ours.filter(({ publication }) => work.left().includes(publication));
  const isThere = ({ media }: Ours) => product?.media.some(({ id }) => id === media.id);
  const gone = held.filter((one) => !isThere(one)).map(({ publication }) => publication);
  if (gone.length > 0) {
    await work.record(gone.map(({ id }) => [id, { attachingAt: null }]));
    await work.fail(gone, new PackshotError(product ? "product_changed" : "product_deleted", { productId }));
  }
  return placesOf(product?.media ?? [], held.filter(isThere));
}

function placesOf(media: readonly ProductMedia[], ours: readonly Ours[]) {
  const ids = media.map(({ id }) => id);
  return { media: [...media], moves: movesFor(ids, ours.map(placedOf)) };
}

function placedOf({ publication: { id, placement, photoId }, media }: Ours): Placed {
  if (!isPlacement(placement)) throw new Error(`Publication ${id} has the placement ${placement}`);
  return { mediaId: media.id, placement, photoId };
}
