import { PackshotError } from "../platform/errors.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import { waitForOurMedia, type Ours } from "./our-media-on-product.server.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import type { ClaimedPublication } from "./publication-lease.server.ts";

/** Many times what Shopify takes for an update, counted from the last moment at which it may have been sent. */
const LATE_MS = 15_000;

/** The product as it stands; when it was deleted, so is what we may have added. */
export async function productOf(work: ProductWork): Promise<ProductNow> {
  const { productId } = work;
  const product = await work.calls.readProduct(productId);
  if (product) return product;
  await work.record(work.left().map(({ id }) => [id, { attachingAt: null }]));
  throw new PackshotError("product_deleted", { productId });
}

/**
 * Our media of earlier attempts on a product read at this moment. Whatever is not there is left as if it had never been
 * attached, fails, or is looked for again later.
 */
export async function oursFromBefore(
  { db }: WriterDeps,
  work: ProductWork,
  product: ProductNow,
  readAt: Date,
): Promise<Ours[]> {
  const known = await knownMedia(work, product);
  const late = await lateMedia(db, work, product, readAt);
  return [...known, ...late];
}

async function knownMedia(work: ProductWork, { media }: ProductNow): Promise<Ours[]> {
  const ours: Ours[] = [];
  for (const publication of [...work.left()]) {
    const { id, attachingAt, mediaId, detachingAt } = publication;
    if (!attachingAt || !mediaId) continue;
    const found = media.find((one) => one.id === mediaId);
    if (found) {
      ours.push({ publication, media: found });
      continue;
    }
    await work.record([[id, { attachingAt: null }]]);
    await work.fail(
      [publication],
      new PackshotError(detachingAt ? "media_failed" : "product_changed", { mediaId }),
    );
  }
  return ours;
}

/**
 * Shopify may still be carrying out a request whose answer was lost. That it may have been sent ends with the lease which
 * began with `attachingAt`, wherever it waited meanwhile and however its worker ended; some time after that, absent means
 * absent. Until then what is absent is handed back, which is no attempt.
 */
async function lateMedia(
  db: WriterDeps["db"],
  work: ProductWork,
  { media }: ProductNow,
  readAt: Date,
): Promise<Ours[]> {
  const looking = work.left().filter(({ attachingAt, mediaId }) => attachingAt && !mediaId);
  if (looking.length === 0) return [];
  const { ours, absent } = await waitForOurMedia(db, work, looking, media);
  const sureAt = ({ attachingAt }: ClaimedPublication) =>
    new Date((attachingAt?.getTime() ?? 0) + work.leaseMs + LATE_MS);
  const past = absent.filter((one) => sureAt(one) < readAt);
  await work.record(past.map(({ id }) => [id, { attachingAt: null }]));
  for (const one of absent.filter((each) => !past.includes(each))) {
    await work.end([one], { runAfter: new Date(sureAt(one).getTime() + 1), attempt: { decrement: 1 } });
  }
  return ours;
}
