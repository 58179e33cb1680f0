import { isPackshotError, PackshotError } from "../platform/errors.ts";
import { productOf } from "./earlier-media.server.ts";
import type { ProductMedia } from "./find-our-media.ts";
import { waitForOurMedia, type Ours } from "./our-media-on-product.server.ts";
import { prepareUploads, type PrepareDeps, type Prepared } from "./prepare-uploads.server.ts";
import type { ProductWork, WriterDeps } from "./product-work.server.ts";
import { attachImages, MOST_MEDIA, type ProductNow } from "./product-on-shopify.server.ts";
import { ourMediaOf } from "./publication-store.server.ts";
import type { ClaimedPublication, Step } from "./publication-lease.server.ts";
import { snapshotOf } from "./compare-snapshots.ts";

/** Shopify has hardly ever made a picture sooner. */
const FIRST_LOOK_MS = 1_000;

type Deps = WriterDeps & PrepareDeps;

/** Adds what has not been added yet: all of it in one call, as far as it fits. */
export async function attachNew(deps: Deps, work: ProductWork, product: ProductNow): Promise<Ours[]> {
  const wanted = await fitting(
    work,
    product,
    [...work.left()].filter(({ attachingAt }) => !attachingAt),
  );
  if (wanted.length === 0) return [];
  const snapshot = snapshotOf(product, await ourMediaOf(deps.db, work.shop, work.productId));
  await work.record(same(wanted, { state: "uploading", snapshot }));
  const prepared = await prepareUploads(deps, work, wanted);
  return prepared.length > 0 ? attach(deps, work, prepared) : [];
}

async function fitting<Wanted extends ClaimedPublication>(
  work: ProductWork,
  { id: productId, media }: ProductNow,
  wanted: readonly Wanted[],
): Promise<readonly Wanted[]> {
  const room = Math.max(0, MOST_MEDIA - media.length);
  await work.fail(wanted.slice(room), new PackshotError("product_full", { productId }));
  return wanted.slice(0, room);
}

async function attach(deps: Deps, work: ProductWork, prepared: readonly Prepared[]): Promise<Ours[]> {
  const publications = prepared.map(({ publication }) => publication);
  await work.record(same(publications, { state: "processing", attachingAt: deps.clock.now() }));
  let added: ProductMedia[];
  try {
    added = await attachImages(
      work.admin,
      work.productId,
      prepared.map(({ source, publication }) => {
        return { source, altText: publication.altText };
      }),
    );
  } catch (error) {
    return notAttached(deps, work, prepared, error);
  }
  await work.wait(FIRST_LOOK_MS);
  const first = await waitForOurMedia(deps.db, work, publications, added);
  if (first.absent.length === 0) return first.ours;
  // Somebody added media at the same moment, so that ours are not the last ones.
  const { media } = await productOf(work);
  const second = await waitForOurMedia(deps.db, work, first.absent, media);
  // Shopify took it, so it must come: the next attempt reads again.
  await work.fail(second.absent, new PackshotError("shopify_unreachable", { reason: "not listed yet" }));
  return [...first.ours, ...second.ours];
}

/** After a refusal we know that nothing was added; after silence we do not. */
async function notAttached(deps: Deps, work: ProductWork, prepared: readonly Prepared[], error: unknown) {
  const publications = prepared.map(({ publication }) => publication);
  const maybeSent =
    !isPackshotError(error) || (error.code === "shopify_unreachable" && error.data.sent !== "no");
  if (maybeSent) {
    await work.fail(publications, error);
    return [];
  }
  await work.record(same(publications, { attachingAt: null }));
  if (error.code === "shopify_refused") return onceMore(deps, work, prepared, error);
  await work.fail(publications, error);
  return [];
}

/**
 * Shopify's refusals are sentences; that the product is full is seen on the product. One image out of several may be the
 * reason, and must not keep the others off: each is tried alone.
 */
async function onceMore(
  deps: Deps,
  work: ProductWork,
  prepared: readonly Prepared[],
  refusal: PackshotError,
) {
  const product = await productOf(work);
  const fit = await fitting(
    work,
    product,
    prepared.map(({ publication }) => publication),
  );
  const ours: Ours[] = [];
  if (prepared.length === 1) await work.fail(fit, refusal);
  else {
    for (const one of prepared.filter(({ publication }) => fit.includes(publication))) {
      ours.push(...(await attach(deps, work, [one])));
    }
  }
  return ours;
}

function same(publications: readonly ClaimedPublication[], change: Step[1]): Step[] {
  return publications.map(({ id }) => [id, change]);
}
