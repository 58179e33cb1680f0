import { PackshotError } from "../platform/errors.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import { waitForOurMedia, type Ours } from "./our-media-on-product.server.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";

/** Many times what Shopify takes for an update. */
const LATE_MS = 15_000;

/** The product as it stands; when it was deleted, so is what we may have added. */
export async function productOf(work: ProductWork): Promise<ProductNow> {
  const { productId } = work;
  const product = await work.calls.readProduct(productId);
  if (product) return product;
  await work.record(work.left().map(({ id }) => [id, { attachingAt: null }]));
  throw new PackshotError("product_deleted", { productId });
}

/** Our media of earlier attempts. Whatever is not on the product is left as if it had never been attached, or fails. */
export async function oursFromBefore(
  deps: WriterDeps,
  work: ProductWork,
  product: ProductNow,
): Promise<Ours[]> {
  const known = await knownMedia(work, product);
  const late = await lateMedia(deps, work, product);
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

/** Shopify may still be carrying out a request whose answer was lost. Only when that is past, absent means absent. */
async function lateMedia({ db, clock }: WriterDeps, work: ProductWork, product: ProductNow): Promise<Ours[]> {
  const ours: Ours[] = [];
  let { media } = product;
  for (;;) {
    const looking = work.left().filter(({ attachingAt, mediaId }) => attachingAt && !mediaId);
    if (looking.length === 0) return ours;
    const before = clock.now().getTime() - LATE_MS;
    const found = await waitForOurMedia(db, work, looking, media);
    ours.push(...found.ours);
    const past = found.absent.filter(({ attachingAt }) => attachingAt && attachingAt.getTime() < before);
    await work.record(past.map(({ id }) => [id, { attachingAt: null }]));
    if (past.length === found.absent.length) return ours;
    await work.wait(2_000);
    ({ media } = await productOf(work));
  }
}
