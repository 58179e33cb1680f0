import type { AppLoadContext } from "@remix-run/node";
import { PackshotError } from "../../platform/errors.ts";

/** The newest images a batch page shows; the rest is in Review. */
const SHOWN = 24;

/** A batch as its page shows it, loaded and then polled; of two answers the one with the later `readAt` holds. */
export async function batchView(services: AppLoadContext["services"], shop: string, id: string) {
  const readAt = Date.now();
  const batch = await services.batches.find(shop, id);
  if (!batch) throw new PackshotError("not_found", { batch: id });
  const [progress, arrived, undecided] = await Promise.all([
    services.batches.progress(shop, id),
    services.library.list(shop, { batchId: id, limit: SHOWN }),
    services.library.waitingForReview(shop, id),
  ]);
  const images = await Promise.all(
    arrived.images.map(async (image) => ({
      id: image.id,
      altText: image.altText,
      decision: image.decision,
      thumbnailUrl: await services.library.signedUrl(image.thumbnailKey),
    })),
  );
  if (!progress) throw new PackshotError("not_found", { batch: id });
  const { waits, failures: causes, ...counts } = progress;
  const named =
    progress.failed > 0 ? await services.batches.failedProducts(shop, id) : new Map<string, string[]>();
  const failures = causes.map((failure) => ({
    ...failure,
    products: named.get(failure.code) ?? [],
  }));
  const { state, recipeName } = batch;
  return { id, state, recipeName, counts, failures, waits, images, undecided, readAt };
}
