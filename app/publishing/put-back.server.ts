import { Prisma } from "../platform/db/generated/client.ts";
import { isPackshotError, type ErrorCode } from "../platform/errors.ts";
import { moveMedia, setVariantLinks } from "./product-order.server.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import type { ClaimedPublication, PublicationChange } from "./publication-lease.server.ts";
import { sameExceptOurs } from "./compare-snapshots.ts";
import { Snapshot } from "./snapshot.ts";
import { linksBack, movesBack } from "./way-back.ts";
import type { OurMedia } from "./our-media.ts";

/** Shopify moves media behind our back, in a moment. */
const LOOKS = 6;

type Gone = {
  gone: readonly ClaimedPublication[];
  product: ProductNow | null;
  ours: readonly OurMedia[];
};

/** Whatever moved or came unlinked with our media, by us or by Shopify, so that the product stands as it was to stand. */
export async function putBack(
  deps: WriterDeps,
  work: ProductWork,
  { gone, product: found, ours }: Gone,
): Promise<void> {
  const [first] = gone;
  if (!first) return;
  const wanted = targetOf(first);
  let product = found;
  const isDone = () => !product || sameExceptOurs(wanted, product, ours);
  if (product && !isDone()) {
    await undo(deps, work, { wanted, product, ours });
    for (let look = 0; look < LOOKS && !(look > 0 && isDone()); look += 1) {
      await work.wait(Math.min(250 * 2 ** look, 2000));
      product = await work.calls.readProduct(work.productId);
    }
  }
  if (product) await endGone(deps, work, gone, isSameAs(product, ours));
  else await work.end(gone, over(deps, "product_deleted"));
}

/** What Shopify refuses, or what is gone meanwhile, stays as it is, and the reading after it shows that. */
async function undo(
  { log }: WriterDeps,
  work: ProductWork,
  { wanted, product, ours }: { wanted: Snapshot; product: ProductNow; ours: readonly OurMedia[] },
): Promise<void> {
  const { shop, productId } = work;
  const order = product.media.map(({ id }) => id);
  const moves = movesBack(wanted, order, ours);
  try {
    if (moves.length > 0) await moveMedia(work, product, moves);
    await setVariantLinks(work.admin, product, linksBack(wanted, product, ours));
  } catch (error) {
    if (!isPackshotError(error) || !["shopify_refused", "product_changed"].includes(error.code)) throw error;
    log.warn({ shop, productId, err: error }, "putting back refused; the product is read again");
  }
}

/** Our media is off the product. */
export async function endGone(
  deps: WriterDeps,
  work: ProductWork,
  gone: readonly ClaimedPublication[],
  isSame: (publication: ClaimedPublication) => boolean,
): Promise<void> {
  await work.end(gone.filter(isSame), over(deps, null));
  await work.end(
    gone.filter((one) => !isSame(one)),
    over(deps, "restore_incomplete"),
  );
}

export function isSameAs(product: ProductNow, ours: readonly OurMedia[]) {
  return (publication: ClaimedPublication) => sameExceptOurs(targetOf(publication), product, ours);
}

/** How the product is to stand when the image is off it: as before, or as was written down when it was taken off. */
export function targetOf({ snapshot, restoreTo }: ClaimedPublication): Snapshot {
  return Snapshot.parse(restoreTo ?? snapshot);
}

export function isGone({ media }: Pick<ProductNow, "media">, { mediaId }: ClaimedPublication): boolean {
  return media.every(({ id }) => id !== mediaId);
}

/** Our media is off the product; the image may be published again. */
export function over({ clock }: Pick<WriterDeps, "clock">, why: ErrorCode | null): PublicationChange {
  return {
    state: why ? "partly_restored" : "restored",
    failureCode: why,
    activeImageId: null,
    restoringAt: null,
    restoreTo: Prisma.DbNull,
    restoredAt: clock.now(),
  };
}
