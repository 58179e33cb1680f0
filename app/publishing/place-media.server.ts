import { isPackshotError, PackshotError } from "../platform/errors.ts";
import type { Ours } from "./our-media-on-product.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import { movesFor } from "./moves.ts";
import { isPlacement, type Placed } from "./placement.ts";
import type { ProductMedia } from "./find-our-media.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import { moveMedia } from "./product-order.server.ts";
import { ourMediaOf, type OurPublication } from "./publication-store.server.ts";
import { Snapshot } from "./snapshot.ts";
import type { OurMedia } from "./our-media.ts";

/** The merchant may move media at the same time; we do not fight over a place. */
const ROUNDS = 3;
/** Shopify moves media behind our back, in a moment. Looking at the media costs no more than asking for its job. */
const LOOKS = 6;

/**
 * Moves our media to where they were wanted, and reads the product to see them there. Answers those that are not. `known`
 * is the product as last read: where it has changed since, the reading shows it, and the next round mends it.
 */
export async function placeMedia(
  { db, log }: Pick<WriterDeps, "db" | "log">,
  work: ProductWork,
  known: ProductNow,
  ours: readonly Ours[],
): Promise<Ours[]> {
  const { shop, productId } = work;
  const added = ours.map(({ media }) => media).filter(({ id }) => known.media.every((one) => one.id !== id));
  const around = whatStands(await ourMediaOf(db, shop, productId), known, ours);
  let now = placesOf([...known.media, ...added], ours, around);
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
      now = await readPlaces(work, ours, around);
    }
  }
  const moved = now.moves.map(({ id }) => id);
  const misplaced = ours.filter(
    ({ media, publication: { placement, photoId } }) =>
      moved.includes(media.id) || (placement === "in_place" && moved.includes(photoId)),
  );
  if (misplaced.length > 0)
    log.warn({ shop, productId, misplaced: misplaced.length }, "live, but not in their places");
  return misplaced;
}

/** Where the media stand, and what has to move. Ours that somebody took off meanwhile fail. */
async function readPlaces(work: ProductWork, ours: readonly Ours[], around: Around) {
  const { productId } = work;
  const product = await work.calls.readOrder(productId);
  const held = ours.filter(({ publication }) => work.left().includes(publication));
  const isThere = ({ media }: Ours) => product?.media.some(({ id }) => id === media.id);
  const gone = held.filter((one) => !isThere(one)).map(({ publication }) => publication);
  if (gone.length > 0) {
    await work.record(gone.map(({ id }) => [id, { attachingAt: null }]));
    await work.fail(gone, new PackshotError(product ? "product_changed" : "product_deleted", { productId }));
  }
  return placesOf(product?.media ?? [], held.filter(isThere), around);
}

function placesOf(media: readonly ProductMedia[], ours: readonly Ours[], { siblings, others }: Around) {
  const ids = media.map(({ id }) => id);
  const placed = [...ours.map(placedOf), ...siblings.filter(({ mediaId }) => ids.includes(mediaId))];
  return { media: [...media], moves: movesFor(ids, inOrder(placed), others) };
}

/** In which they were made. */
function inOrder<Made extends { imageId: string }>(images: readonly Made[]): Made[] {
  return [...images].sort((a, b) => (a.imageId < b.imageId ? -1 : 1));
}

function placedOf({ publication, media }: Ours): PlacedImage {
  const { id, imageId, placement, photoId, variantIds, snapshot } = publication;
  if (!isPlacement(placement)) throw new Error(`Publication ${id} has the placement ${placement}`);
  const before = Snapshot.parse(snapshot).media.map((one) => one.id);
  return { imageId, mediaId: media.id, placement, photoId, variantIds, before };
}

type PlacedImage = Placed & { imageId: string };
type Around = { siblings: PlacedImage[]; others: OurMedia[] };

/**
 * Ours that were on the product already. Those of the same request that are where they were wanted come into their order
 * with the new ones: one that was tried again later belongs before those that were made after it.
 */
function whatStands(all: readonly OurPublication[], known: ProductNow, ours: readonly Ours[]): Around {
  const [first] = ours;
  if (!first) return { siblings: [], others: [] };
  const earlier = all.filter(({ mediaId }) => ours.every(({ media }) => media.id !== mediaId));
  const { before } = placedOf(first);
  const siblings = earlier.flatMap((one) => {
    const { state, placement } = one;
    const isSibling = ours.some(({ publication }) => sameRequest(publication, one));
    return state === "live" && isSibling && isPlacement(placement) ? [{ ...one, placement, before }] : [];
  });
  const others = earlier.filter(({ id }) => siblings.every((one) => one.id !== id));
  const ids = known.media.map(({ id }) => id).filter((id) => ours.every(({ media }) => media.id !== id));
  const there = siblings.filter(({ mediaId }) => ids.includes(mediaId));
  if (movesFor(ids, inOrder(there), others).length > 0) return { siblings: [], others: earlier };
  return { siblings: there, others };
}

function sameRequest(one: RequestOf, other: RequestOf): boolean {
  return (
    one.createdAt.getTime() === other.createdAt.getTime() &&
    one.personId === other.personId &&
    one.placement === other.placement
  );
}
type RequestOf = Pick<OurPublication, "createdAt" | "personId" | "placement">;
