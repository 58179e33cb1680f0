import type { Parts } from "./build-parts.server.ts";
import { collectStep, stopCollecting } from "./catalog/collect.server.ts";
import { freshPhotoUrl } from "./catalog/photos-by-ids.server.ts";
import { collectBatch, type CollectBatchDeps } from "./generation/collect-batch.handler.server.ts";
import { generateImage } from "./generation/generate-image.handler.server.ts";
import { makeGenerations } from "./generation/make-generations.server.ts";
import { eraseShop } from "./privacy/erase-shop.server.ts";
import { buildExport } from "./privacy/build-export.handler.server.ts";
import { systemWait } from "./platform/wait.ts";
import type { Job } from "./platform/queue/queue.ts";
import { createFileLimits } from "./publishing/prepare-uploads.server.ts";
import { publishProduct } from "./publishing/publish-product.handler.server.ts";
import { restoreProduct } from "./publishing/restore-product.handler.server.ts";

type Ids = Pick<Job, "shop" | "id">;

/** What runs when the queue hands over a job of this name. */
export function buildJobs(parts: Parts) {
  const { db, objects, model, dayLimits, fetchPhoto, fetchOutside, clock, log, leaseMs, stages } = parts;
  const photoUrl = (shop: string, _productId: string, photoId: string, signal: AbortSignal) =>
    freshPhotoUrl(parts.adminApiFor(shop), photoId, signal);
  const generating = {
    db,
    photoUrl,
    fetchPhoto,
    model,
    dayLimits,
    objects,
    clock,
    random: Math.random,
    log,
    metrics: parts.metrics,
    leaseMs,
    stages,
  };
  const writing = {
    db,
    clock,
    adminFor: parts.adminApiFor,
    callsFor: parts.callsFor,
    log,
    metrics: parts.metrics,
    leaseMs,
    objects,
    fetch: fetchOutside,
    allowHttpUploads: parts.env.isSandbox,
    fileLimits: createFileLimits(),
  };
  const collecting: CollectBatchDeps = {
    ...{ db, clock, wait: systemWait, log, leaseMs },
    collectStep: (shop, { source: selection, ...choice }, from, signal) =>
      collectStep(
        { admin: parts.adminApiFor(shop), fetch: fetchOutside },
        { selection, ...choice },
        from,
        signal,
      ),
    stopCollecting: (shop, step, signal) => stopCollecting(parts.adminApiFor(shop), step, signal),
  };
  return {
    collect_batch: (job: Ids, signal: AbortSignal) => collectBatch(collecting, job, signal),
    make_generations: ({ shop, id }: Ids, signal: AbortSignal) =>
      makeGenerations({ db, now: () => clock.now() }, shop, id, signal),
    generate_image: (job: Ids, signal: AbortSignal) => generateImage(generating, job, signal),
    erase_shop: ({ shop }: Ids, signal: AbortSignal) => eraseShop(parts, shop, signal),
    build_export: (job: Ids, signal: AbortSignal) => buildExport(parts, job, signal),
    publish_product: (job: Ids, signal: AbortSignal) => publishProduct(writing, job, signal),
    restore_product: (job: Ids, signal: AbortSignal) => restoreProduct(writing, job, signal),
  };
}
