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
import type { Env } from "./platform/env.server.ts";
import { createOperationsAnswer } from "./platform/metrics/operations-answer.server.ts";
import { sweepReconnect } from "./platform/reconnect.server.ts";
import { goesOn, readinessOf } from "./platform/readiness.server.ts";
import type { Editor } from "./platform/person.ts";
import { languageOf, setLanguage, settingsOf } from "./platform/shop-settings.server.ts";
import { createWatch } from "./platform/watch.ts";
import { forgetMediaOf } from "./publishing/forget-media.server.ts";
import { createLookSweep } from "./publishing/look-again.server.ts";
import { sweepPublications } from "./publishing/sweep.server.ts";
import { checkInstalled } from "./privacy/check-installed.server.ts";
import { createAuditServices } from "./privacy/audit-services.server.ts";
import { forgetExportsWith } from "./privacy/export-deletions.server.ts";
import { sweepExports } from "./privacy/sweep-exports.server.ts";
import { createEventWork } from "./privacy/event-work.server.ts";
import { receiveEvent, workOffEvent } from "./privacy/receive-event.server.ts";
import type { ShopEvent } from "./privacy/webhooks.ts";
import { reapplyErasures } from "./privacy/reapply-erasures.server.ts";
import { sweepErasures } from "./privacy/sweep-erasures.server.ts";
import { createRetentionServices } from "./privacy/retention-services.server.ts";
import { createRetentionSweep } from "./privacy/retention.server.ts";
import { createBulkWork } from "./library/bulk-work.server.ts";
import { createLibraryServices } from "./library/library-services.server.ts";
import type { Language } from "./texts/languages.ts";
import { createPublishingServices } from "./publishing/publishing-services.server.ts";
import { createExportServices, createPrivacyServices } from "./privacy/privacy-services.server.ts";

/** Many a batch may have to be closed in one. */
const LONGEST_SWEEP_MS = 900_000;

/** What other rooms do about images that go. */
const DELETING = { beforeDeleted: forgetMediaOf, forgetCopies: forgetExportsWith };

export type Services = ReturnType<typeof buildServices>;

/** The composition root: reads the configuration, builds every adapter and service once. Nothing else does. */
export function buildServices(env: Env) {
  const parts = buildParts(env);
  const { log, db, queue, shopify } = parts;
  const asking = { ...parts, adminFor: parts.adminApiFor };
  const eventWork = createEventWork({ ...parts, act: (event) => workOffEvent(asking, event) });
  const bulkWork = createBulkWork({ ...parts, ...DELETING });
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
    library: createLibraryServices({ ...parts, ...DELETING, bulkWork }),
    retention: createRetentionServices(parts),
    settings: {
      of: (shop: string) => settingsOf(db, shop),
      languageOf: (shop: string) => languageOf(db, shop),
      setLanguage: (shop: string, person: Editor, language: Language | null) =>
        setLanguage(db, shop, person, language),
    },
    publishing: createPublishingServices({ db, clock: parts.clock, dispatcher: parts.publishingRounds, log }),
    privacy: { ...createPrivacyServices(parts), reapplyErasures: () => reapplyErasures(parts) },
    audit: createAuditServices(db),
    exports: createExportServices(parts),
    jobs: buildJobs(parts),
    sweeps: {
      events: async () => eventWork.nudge(),
      bulk: async () => bulkWork.nudge(),
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
      await Promise.all([eventWork.stop(), bulkWork.stop()]);
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
