import { asOnlyWriter } from "./only-writer.server.ts";
import { LOOK_DAYS } from "./look-days.ts";
import { endGone, isGone, isSameAs, over } from "./put-back.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import { oursOn } from "./restore-product.handler.server.ts";
import { shopsToLookAt, takeToLookAt } from "./standing-products.server.ts";

const DAY_MS = 86_400_000;
/** Shops whose publications are looked at; the next sweep goes on with the next ones. */
const SHOPS_AT_ONCE = 500;
/** Those of them that are asked, and of how many products: one merged call each. */
const ASKED_AT_ONCE = 10;
const OF_ONE_SHOP = 5;
/** Whoever does not answer by then is asked again when it is its turn. */
const STEP_MS = 20_000;

/**
 * Looks from time to time whether published images are on their products still. Shopify tells of what a merchant takes
 * off only as "the product was changed", as it does of nearly everything; an image that is off it is free again, and its
 * window begins. Nothing is written to Shopify.
 */
export function createLookSweep(deps: WriterDeps): () => Promise<void> {
  let after = "";
  return async () => {
    const now = deps.clock.now();
    const before = new Date(now.getTime() - LOOK_DAYS * DAY_MS);
    const page = { after, before, shops: SHOPS_AT_ONCE, most: ASKED_AT_ONCE };
    const { shops, next } = await shopsToLookAt(deps.db, page);
    after = next;
    const signal = AbortSignal.timeout(STEP_MS);
    await Promise.all(
      shops.map(async (shop) => {
        const products = await takeToLookAt(deps.db, shop, { before, now, most: OF_ONE_SHOP });
        await Promise.all(products.map((id) => lookAt(deps, { shop, id }, signal)));
      }),
    );
  };
}

async function lookAt(
  deps: WriterDeps,
  job: { shop: string; id: string },
  signal: AbortSignal,
): Promise<void> {
  const quiet = { ...deps, metrics: undefined }; // counts what is published and restored
  const run = (work: ProductWork) => look(quiet, work);
  await asOnlyWriter(quiet, job, { kind: "look", run, whenFailed: () => ({}) }, signal);
}

async function look(deps: WriterDeps, work: ProductWork): Promise<void> {
  const { productId, calls } = work;
  const order = await calls.readOrder(productId);
  const missing = work.left().filter((one) => one.mediaId && (!order || isGone(order, one)));
  if (missing.length > 0) {
    const product = order && (await calls.readProduct(productId));
    if (!product) return work.end(work.left(), over(deps, "product_deleted"));
    const ours = await oursOn(deps, work, product);
    const gone = missing.filter((one) => isGone(product, one));
    await endGone(deps, work, gone, isSameAs(product, ours));
  }
  await work.end(work.left(), { attempt: 0 });
}
