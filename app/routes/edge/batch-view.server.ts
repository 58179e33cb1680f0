import type { AppLoadContext } from "@remix-run/node";
import type { ManyImages } from "../../library/delete-images.server.ts";
import { PackshotError } from "../../platform/errors.ts";
import { quoteView } from "./quote-view.server.ts";

type Services = AppLoadContext["services"];

/** The newest images a batch page shows; the rest is in Review. */
const SHOWN = 24;

/** All of a batch's page. */
export async function batchView(services: Services, shop: string, id: string) {
  const [batch, progress, triedQuote] = await Promise.all([
    services.batches.find(shop, id),
    progressView(services, shop, id),
    services.batches.quoteTriedBy(shop, id),
  ]);
  if (!batch) throw new PackshotError("not_found", { batch: id });
  // The state that is shown decides, and it is read once: else a batch quoted just now would be shown without its quote.
  const [arrivals, quote, stored] = await Promise.all([
    arrivalsView(services, shop, id),
    progress.state === "quoted" ? quoteView(services, shop, batch) : null,
    isOver(progress.state) ? storedView(services, shop, { subject: "batch", subjectId: id }) : null,
  ]);
  const { recipeKey, recipeName, aspectRatio, imageSize, scopePhotos: photos, firstProduct, source } = batch;
  return {
    ...{ id, recipeKey, recipeName, aspectRatio, imageSize, photos, firstProduct, source },
    ...{ triedQuote, progress, arrivals, quote, stored },
  };
}

const isOver = (state: string) => state === "done" || state === "cancelled";

/** What of a batch or a product can be kept or deleted as a whole. */
export async function storedView(services: Services, shop: string, which: ManyImages) {
  const [counts, isBeingDeleted] = await Promise.all([
    services.library.countToDelete(shop, which),
    services.library.isBeingDeleted(shop, which),
  ]);
  return { ...counts, isBeingDeleted };
}

/**
 * What a batch's page polls: one query, however large the batch. Of two answers the one with the later `readAt` holds.
 * A batch that runs while nothing can be made is shown as parked.
 */
export async function progressView(
  services: { batches: Pick<Services["batches"], "progress"> },
  shop: string,
  id: string,
) {
  const readAt = Date.now();
  const progress = await services.batches.progress(shop, id);
  if (!progress) throw new PackshotError("not_found", { batch: id });
  const { suspended, mustReconnect, ...rest } = progress;
  const why = suspended ? "suspended" : mustReconnect ? "reconnect" : null;
  const parked = why && progress.state === "running" ? { reason: why, until: null } : progress.parked;
  return { ...rest, parked, state: parked ? "parked" : progress.state, readAt };
}

/** The newest images, what can be done with all of them, and the products of those that failed. */
export async function arrivalsView(services: Services, shop: string, id: string) {
  const readAt = Date.now();
  const [newest, counts, named] = await Promise.all([
    services.library.list(shop, { batchId: id, limit: SHOWN }),
    services.library.batchCounts(shop, id),
    services.batches.failedProducts(shop, id),
  ]);
  const images = await Promise.all(
    newest.images.map(async ({ id, altText, decision, pinnedAt, thumbnailKey }) => ({
      ...{ id, altText, decision, isKept: pinnedAt !== null },
      thumbnailUrl: await services.library.signedUrl(shop, thumbnailKey),
    })),
  );
  return { images, counts, failedProducts: Object.fromEntries(named), readAt };
}
