import { buildJobs } from "./build-jobs.server.ts";
import { buildParts, type Parts } from "./build-parts.server.ts";
import { firstPhotosOf } from "./catalog/first-photos.server.ts";
import { filterOptions, newestPhotos, productById, searchProducts } from "./catalog/products.server.ts";
import { countProducts, stopCollecting } from "./catalog/collect.server.ts";
import { createCreditServices } from "./credits/credit-services.server.ts";
import { createBatchServices } from "./generation/batch-services.server.ts";
import { createRecipeServices } from "./generation/recipe-services.server.ts";
import { sweepBatches } from "./generation/sweep-batches.server.ts";
import { sweepGenerations } from "./generation/sweep.server.ts";
import type { Decision } from "./library/decision.ts";
import { batchImageCounts } from "./library/batch-images.server.ts";
import { decideBatch } from "./library/decide-batch.server.ts";
import { decide, setAltText } from "./library/decide.server.ts";
import { deleteImage } from "./library/delete-image.server.ts";
import {
  countToDelete,
  deleteImages,
  isBeingDeleted,
  type ManyImages,
} from "./library/delete-images.server.ts";
import {
  countsByProduct,
  imageById,
  imagesByIds,
  listImages,
  newestPublishableIds,
  waitingForReview,
  type ImageFilter,
} from "./library/image-store.server.ts";
import { waitingOfProduct } from "./library/waiting-of-product.server.ts";
import { createKeptFigures } from "./library/kept-figures.server.ts";
import { figuresByVersion, recipeExamples } from "./library/recipe-figures.server.ts";
import type { Env } from "./platform/env.server.ts";
import { createOperationsAnswer } from "./platform/metrics/operations-answer.server.ts";
import { signedAddress } from "./platform/objects/signed-address.ts";
import type { Editor, Person } from "./platform/person.ts";
import { sweepReconnect } from "./platform/reconnect.server.ts";
import { goesOn, readinessOf } from "./platform/readiness.server.ts";
import { createWatch } from "./platform/watch.ts";
import { forgetMediaOf } from "./publishing/forget-media.server.ts";
import { countLive, publicationsOfImages } from "./publishing/publication-store.server.ts";
import { listPublishedProducts, publishedCounts } from "./publishing/published-products.server.ts";
import { requestPublications, requestPublicationsOf } from "./publishing/request-publications.server.ts";
import { requestRestore, requestRestoreOf } from "./publishing/request-restore.server.ts";
import { settlePublication } from "./publishing/settle-publication.server.ts";
import { createLookSweep } from "./publishing/look-again.server.ts";
import { sweepPublications } from "./publishing/sweep.server.ts";
import { checkInstalled } from "./privacy/check-installed.server.ts";
import { eraseEverything } from "./privacy/erase-everything.server.ts";
import { reapplyErasures } from "./privacy/reapply-erasures.server.ts";
import { createAuditServices } from "./privacy/audit-services.server.ts";
import { countHeld, countHeldOfPerson } from "./privacy/count-held.server.ts";
import { forgetExportsWith } from "./privacy/export-deletions.server.ts";
import { sweepExports } from "./privacy/sweep-exports.server.ts";
import { deleteExport, downloadExport, listExports, requestExport } from "./privacy/request-export.server.ts";
import { createEventWork } from "./privacy/event-work.server.ts";
import { receiveEvent, workOffEvent } from "./privacy/receive-event.server.ts";
import type { ShopEvent } from "./privacy/webhooks.ts";
import { isErasing, lastErasure, whatWouldGo } from "./privacy/standing.server.ts";
import { sweepErasures } from "./privacy/sweep-erasures.server.ts";
import { createRetentionServices } from "./privacy/retention-services.server.ts";
import { createRetentionSweep } from "./privacy/retention.server.ts";

/** Many a batch may have to be closed in one. */
const LONGEST_SWEEP_MS = 900_000;

export type Services = ReturnType<typeof buildServices>;

/** The composition root: reads the configuration, builds every adapter and service once. Nothing else does. */
export function buildServices(env: Env) {
  const parts = buildParts(env);
  const { log, db, queue, shopify } = parts;
  const asking = { ...parts, adminFor: parts.adminApiFor };
  const eventWork = createEventWork({ ...parts, act: (event) => workOffEvent(asking, event) });
  const sweeping = createWatch(LONGEST_SWEEP_MS);
  const sweepRetention = createRetentionSweep(parts);
  const sweepStanding = createLookSweep({ ...parts, adminFor: parts.adminApiFor });
  return {
    env: { ...env, apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL },
    log,
    queue,
    dispatcher: parts.dispatcher,
    collectingRounds: parts.collectingRounds,
    publishingRounds: parts.publishingRounds,
    shopify,
    adminApiWith: parts.adminApiWith,
    forgetRefused: parts.forgetRefused,
    askPermission: parts.askPermission,
    requestLimits: parts.requestLimits,
    catalog: {
      ...{ search: searchProducts, product: productById, firstPhotosOf, newestPhotos, filterOptions },
      count: countProducts,
    },
    batches: batchServices(parts),
    recipes: createRecipeServices(parts),
    credits: createCreditServices(parts),
    library: libraryServices(parts),
    retention: createRetentionServices(parts),
    publishing: publishingServices(parts),
    privacy: privacyServices(parts),
    audit: createAuditServices(db),
    exports: exportServices(parts),
    jobs: buildJobs(parts),
    sweeps: {
      events: async () => eventWork.nudge(),
      batches: () => sweeping.run(() => sweepBatches(parts)),
      generation: () => sweeping.run(() => sweepGenerations(parts)),
      publishing: () => sweeping.run(() => sweepPublications(parts)),
      standing: () => sweeping.run(sweepStanding),
      erasures: () => sweeping.run(() => sweepErasures(parts)),
      installations: () => sweeping.run(() => checkInstalled(asking)),
      exports: () => sweeping.run(() => sweepExports(parts)),
      retention: () => sweeping.run(sweepRetention),
      reconnect: () => sweeping.run(() => sweepReconnect(parts)),
    },
    receiveEvent: async (event: ShopEvent) => {
      await receiveEvent(parts, event);
      eventWork.nudge();
    },
    metrics: parts.metrics,
    /** /healthz, /readyz and /metrics: on the web's own port, and on an inner one of each process. */
    operations: createOperationsAnswer({
      registry: parts.metrics.registry,
      token: env.METRICS_TOKEN,
      readiness: () =>
        readinessOf({
          ...{ database: db.$queryRaw`SELECT 1`, queue: queue.ready(), store: storeReady(parts) },
          work: goesOn([parts.dispatcher, parts.publishingRounds, sweeping]),
        }),
    }),
    /** Resolves when the clock is the database's, or, while that is away, is this machine's for the time being. */
    clockSet: parts.clock.set,
    /** Fails where the bucket is another database's. */
    storeChecked: () => parts.storeMark.atStart(log),
    close: async () => {
      parts.clock.stop();
      parts.limits.close();
      parts.requestLimits.close();
      await eventWork.stop();
      await Promise.all([db.$disconnect(), parts.ownerDb.$disconnect()]);
    },
  };
}

async function storeReady({ storeMark, objects }: Parts): Promise<void> {
  await storeMark.assertOurs();
  await objects.ready();
}

function batchServices(parts: Parts) {
  const { db, queue, dispatcher, clock, log, pace, creditsConfig: credits } = parts;
  const model = parts.model.name;
  return createBatchServices({
    db,
    queue,
    model,
    credits,
    pace,
    clock,
    nudge: () => dispatcher.nudge(),
    nudgeCollecting: () => parts.collectingRounds.nudge(),
    stopCollecting: (shop, step, signal) => stopCollecting(parts.adminApiFor(shop), step, signal),
    log,
  });
}

function libraryServices({ db, objects, clock }: Parts) {
  const deleting = { db, objects, beforeDeleted: forgetMediaOf, forgetCopies: forgetExportsWith };
  const figures = createKeptFigures({ db, clock });
  return {
    list: (shop: string, filter: ImageFilter) => listImages(db, shop, filter),
    find: (shop: string, id: string) => imageById(db, shop, id),
    findMany: (shop: string, ids: readonly string[]) => imagesByIds(db, shop, ids),
    waitingOfProduct: (shop: string, productId: string) => waitingOfProduct(db, shop, productId),
    countsByProduct: (shop: string, productIds: readonly string[]) => countsByProduct(db, shop, productIds),
    publishable: (shop: string, filter: Parameters<typeof newestPublishableIds>[2]) =>
      newestPublishableIds(db, shop, filter),
    batchCounts: (shop: string, batchId: string) => batchImageCounts(db, shop, batchId),
    decideBatch: (shop: string, person: Person, batchId: string, decision: "approved" | "rejected") =>
      decideBatch(db, shop, batchId, { decision, person, now: clock.now() }).finally(() =>
        figures.forget(shop),
      ),
    waitingForReview: (shop: string, batchId?: string) => waitingForReview(db, shop, batchId),
    decide: (shop: string, person: Person, imageIds: readonly string[], decision: Decision) =>
      decide(db, shop, imageIds, decision, person, clock.now()).finally(() => figures.forget(shop)),
    setAltText: (shop: string, person: Person, id: string, text: string) =>
      setAltText(db, shop, person, id, text),
    remove: (shop: string, person: Editor, id: string) => deleteImage(deleting, shop, person, id),
    countToDelete: (shop: string, which: ManyImages) => countToDelete(db, shop, which),
    isBeingDeleted: (shop: string, which: ManyImages) => isBeingDeleted(db, shop, which),
    removeMany: (shop: string, person: Editor, which: ManyImages) =>
      deleteImages(deleting, { shop, person, now: clock.now() }, which),
    recipeFigures: (shop: string, keys: readonly string[]) => figures.of(shop, keys),
    figuresByVersion: (shop: string, key: string) => figuresByVersion(db, shop, key),
    recipeExamples: (shop: string, keys: readonly string[]) => recipeExamples(db, shop, keys),
    signedUrl: (shop: string, key: string, options?: { downloadAs?: string }) =>
      signedAddress(objects, shop, key, options),
  };
}

function publishingServices({ db, publishingRounds, clock, log }: Parts) {
  const deps = { db, clock, dispatcher: publishingRounds };
  type Images = Parameters<typeof requestPublications>[1];
  return {
    publish: (shop: string, person: Editor, wanted: Pick<Images, "imageIds" | "placement">) =>
      requestPublications(deps, { shop, person, ...wanted }),
    publishBatch: (shop: string, person: Editor, wanted: Pick<Images, "placement"> & { batchId: string }) =>
      requestPublicationsOf(deps, { shop, person, which: "approved", ...wanted }),
    retryFailed: (shop: string, person: Editor, batchId?: string) =>
      requestPublicationsOf(deps, { shop, person, which: "failed", batchId }),
    restore: (shop: string, person: Editor, publicationIds: readonly string[]) =>
      requestRestore(deps, { shop, person, publicationIds }),
    restoreBatch: (shop: string, person: Editor, batchId: string) =>
      requestRestoreOf(deps, { shop, person, of: { batchId } }),
    settle: (shop: string, person: Editor, publicationId: string) =>
      settlePublication({ db, log }, { shop, person, publicationId }),
    byProduct: (shop: string, page: Parameters<typeof listPublishedProducts>[2]) =>
      listPublishedProducts(db, shop, page),
    counts: (shop: string, batchId?: string) => publishedCounts(db, shop, batchId),
    listForImages: (shop: string, imageIds: readonly string[]) => publicationsOfImages(db, shop, imageIds),
    countLive: (shop: string) => countLive(db, shop),
  };
}

function privacyServices(parts: Parts) {
  const { db } = parts;
  return {
    isErasing: (shop: string) => isErasing(db, shop),
    lastErasure: (shop: string) => lastErasure(parts, shop),
    whatWouldGo: (shop: string) => whatWouldGo(db, shop),
    eraseEverything: (shop: string, person: Editor, typed: string) =>
      eraseEverything(parts, { shop, person, typed }),
    reapplyErasures: () => reapplyErasures(parts),
  };
}

function exportServices(parts: Parts) {
  return {
    held: (shop: string) => countHeld(parts, shop),
    heldOfPerson: (shop: string, personId: string) => countHeldOfPerson(parts.db, shop, personId),
    list: (shop: string, limit: number) => listExports(parts.db, shop, limit),
    request: (shop: string, person: Editor) => requestExport(parts, shop, person),
    download: (shop: string, person: Editor, id: string) => downloadExport(parts, shop, person, id),
    remove: (shop: string, person: Editor, id: string) => deleteExport(parts, shop, person, id),
  };
}
