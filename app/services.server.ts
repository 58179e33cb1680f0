import { buildModel } from "./build-model.server.ts";
import { filterOptions, productById, searchProducts } from "./catalog/products.server.ts";
import { collectStep, countProducts } from "./catalog/collect.server.ts";
import { freshPhotoUrl } from "./catalog/photos-by-ids.server.ts";
import { accountOf } from "./credits/account.server.ts";
import { capsOf, setCaps, type Caps } from "./credits/caps.server.ts";
import { ledgerCsv } from "./credits/ledger-csv.server.ts";
import { quoteOf } from "./credits/quote.ts";
import { recentDurations } from "./credits/recent-durations.server.ts";
import { allEntries, holdingBatches, listEntries } from "./credits/statement.server.ts";
import { createBatchServices } from "./generation/batch-services.server.ts";
import { collectBatch, type CollectBatchDeps } from "./generation/collect-batch.handler.server.ts";
import { createPhotoFetcher } from "./generation/fetch-photo.server.ts";
import { createDispatcher } from "./generation/dispatch.server.ts";
import { generateImage } from "./generation/generate-image.handler.server.ts";
import { parseMediaHost } from "./generation/media-hosts.ts";
import { pacificDay } from "./generation/pacific-time.ts";
import { makeGenerations } from "./generation/make-generations.server.ts";
import { createStages } from "./generation/stages.server.ts";
import { sweepBatches } from "./generation/sweep-batches.server.ts";
import { sweepGenerations } from "./generation/sweep.server.ts";
import type { Decision } from "./library/decision.ts";
import { batchImageCounts } from "./library/batch-images.server.ts";
import { decideBatch } from "./library/decide-batch.server.ts";
import { decide, setAltText } from "./library/decide.server.ts";
import { deleteImage } from "./library/delete-image.server.ts";
import {
  countsByProduct,
  imageById,
  imagesByIds,
  listImages,
  publishableIds,
  waitingForReview,
  type ImageFilter,
} from "./library/image-store.server.ts";
import { createAdminApi, type AdminApi } from "./platform/admin-api/admin-api.ts";
import { createCostBucket, type CostBucket } from "./platform/admin-api/cost-bucket.ts";
import { openDb } from "./platform/db/db.server.ts";
import type { Env } from "./platform/env.server.ts";
import { createLogger, type Logger } from "./platform/logger.server.ts";
import { createMetrics } from "./platform/metrics/metrics.server.ts";
import { createOperationsAnswer } from "./platform/metrics/operations-answer.server.ts";
import { observeProcess } from "./platform/metrics/process-metrics.server.ts";
import { observeWork } from "./platform/metrics/state-of-work.server.ts";
import { createS3ObjectStore } from "./platform/objects/s3-object-store.server.ts";
import { createOfflineTokens } from "./platform/offline-token.server.ts";
import type { Person } from "./platform/person.ts";
import { createRounds } from "./platform/rounds.ts";
import { systemWait } from "./platform/wait.ts";
import { createBullQueue } from "./platform/queue/bull-queue.server.ts";
import { createLocalQueue } from "./platform/queue/local-queue.ts";
import type { Job, Queue } from "./platform/queue/queue.ts";
import { readinessOf } from "./platform/readiness.server.ts";
import { createSeal } from "./platform/seal.server.ts";
import { createSharedClock } from "./platform/shared-clock.server.ts";
import { createSessionStorage } from "./platform/session-storage.server.ts";
import { timedAsShopify } from "./platform/server-timing.server.ts";
import { createShopifyFetch, type Fetch } from "./platform/shopify-fetch.server.ts";
import { createFileLimits } from "./publishing/prepare-uploads.server.ts";
import { publishProduct } from "./publishing/publish-product.handler.server.ts";
import { countLive, publicationsOfImages } from "./publishing/publication-store.server.ts";
import { listPublishedProducts, publishedCounts } from "./publishing/published-products.server.ts";
import { dispatchProducts } from "./publishing/dispatch.server.ts";
import { requestPublications, requestPublicationsOf } from "./publishing/request-publications.server.ts";
import { requestRestore, requestRestoreOf } from "./publishing/request-restore.server.ts";
import { restoreProduct } from "./publishing/restore-product.handler.server.ts";
import { createShopCalls, type ShopCalls } from "./publishing/shop-calls.server.ts";
import { settlePublication } from "./publishing/settle-publication.server.ts";
import { sweepPublications } from "./publishing/sweep.server.ts";
import { receiveEvent } from "./privacy/receive-event.server.ts";
import { createShopify } from "./shopify.server.ts";

type Ids = Pick<Job, "shop" | "id">;

export type Services = ReturnType<typeof buildServices>;

/** The composition root: reads the configuration, builds every adapter and service once. Nothing else does. */
export function buildServices(env: Env) {
  const parts = buildParts(env);
  const { log, db, queue, objects, shopify } = parts;
  return {
    env: { ...env, apiKey: env.SHOPIFY_API_KEY, appBridgeUrl: env.APP_BRIDGE_URL },
    log,
    queue,
    dispatcher: parts.dispatcher,
    publishingRounds: parts.publishingRounds,
    shopify,
    adminApiWith: parts.adminApiWith,
    catalog: { search: searchProducts, product: productById, filterOptions, count: countProducts },
    batches: batchServices(parts),
    credits: creditServices(parts),
    library: libraryServices(parts),
    publishing: publishingServices(parts),
    jobs: jobHandlers(parts),
    sweeps: {
      batches: () => sweepBatches(parts),
      generation: () => sweepGenerations(parts),
      publishing: () => sweepPublications(parts),
    },
    receiveEvent: (event: Parameters<typeof receiveEvent>[1]) => receiveEvent({ db, objects, log }, event),
    metrics: parts.metrics,
    /** /healthz, /readyz and /metrics: on the web's own port, and on an inner one of each process. */
    operations: createOperationsAnswer({
      registry: parts.metrics.registry,
      token: env.METRICS_TOKEN,
      readiness: () =>
        readinessOf({ database: db.$queryRaw`SELECT 1`, queue: queue.ready(), store: objects.ready() }),
    }),
    /** Resolves when the clock is the database's, or, while that is away, is this machine's for the time being. */
    clockSet: parts.clock.set,
    close: async () => {
      parts.clock.stop();
      parts.limits.close();
      await db.$disconnect();
    },
  };
}

type Parts = ReturnType<typeof buildParts>;

function buildParts(env: Env) {
  const log = createLogger(env.LOG_LEVEL);
  const metrics = createMetrics();
  const db = openDb(env.DATABASE_URL, env.DATABASE_POOL_SIZE, (pool) =>
    observeProcess(metrics.registry, pool),
  );
  const clock = createSharedClock(db, log);
  observeWork(metrics.registry, { db, log, today: () => pacificDay(clock.now()) });
  const queue = buildQueue(env, log);
  const seal = createSeal(env.ENCRYPTION_KEYS);
  const send = createShopifyFetch(env.SHOPIFY_ADMIN_ORIGIN);
  const fetch: Fetch = (...request) => timedAsShopify(() => send(...request));
  const shopify = createShopify({ env, sessions: createSessionStorage({ db, seal, log }), fetch, log });
  const accessTokenFor = createOfflineTokens({ db, seal, api: shopify.api, clock, log });

  const observe = metrics.adminApiCalled;
  const buckets = new Map<string, CostBucket>();
  const bucketOf = (shop: string) => {
    const bucket = buckets.get(shop) ?? createCostBucket(clock);
    buckets.set(shop, bucket);
    return bucket;
  };
  const adminApi = (shop: string, accessToken: () => Promise<string>, isUrgent = false): AdminApi => {
    const bucket = bucketOf(shop);
    const api = createAdminApi({ shop, accessToken, fetch, clock, bucket, log, observe, isUrgent });
    return {
      request: (operation, variables, options) =>
        timedAsShopify(() => api.request(operation, variables, options)),
    };
  };

  return {
    env,
    clock,
    log,
    metrics,
    db,
    shopify,
    queue,
    dispatcher: createDispatcher({ db, queue, clock, window: 4 * env.GENERATION_CONCURRENCY, log }),
    publishingRounds: createRounds(() => dispatchProducts({ db, queue, clock }), log),
    objects: createS3ObjectStore(
      {
        endpoint: env.S3_ENDPOINT,
        region: env.S3_REGION,
        bucket: env.S3_BUCKET,
        accessKeyId: env.S3_ACCESS_KEY_ID,
        secretAccessKey: env.S3_SECRET_ACCESS_KEY,
      },
      clock,
    ),
    ...buildModel(env, { clock, log, db, metrics }),
    fetchPhoto: createPhotoFetcher({
      mediaHosts: env.MEDIA_HOSTS.map((entry) => parseMediaHost(entry, { isSandbox: env.isSandbox })),
      timeoutMs: env.PHOTO_TIMEOUT_SECONDS * 1000,
    }),
    stages: createStages(),
    leaseMs: env.LEASE_SECONDS * 1000,
    pace: { concurrency: env.MODEL_CONCURRENCY, perMinute: env.MODEL_REQUESTS_PER_MINUTE },
    creditsConfig: {
      startingGrant: env.STARTING_CREDITS,
      batchCap: env.BATCH_CAP_CREDITS,
      monthlyCap: env.MONTHLY_CAP_CREDITS,
    },
    /** With the token of the person who asks. */
    adminApiWith: (shop: string, accessToken: string) => adminApi(shop, async () => accessToken, true),
    /** With the shop's own token, for work behind. */
    adminApiFor: (shop: string) => adminApi(shop, () => accessTokenFor(shop)),
  };
}

function buildQueue(env: Env, log: Logger): Queue {
  const concurrency = {
    generate_image: env.GENERATION_CONCURRENCY,
    collect_batch: 8, // nearly all of its time is waiting for Shopify
    make_generations: 2,
    publish_product: env.PUBLISHING_CONCURRENCY,
    restore_product: env.PUBLISHING_CONCURRENCY,
  };
  return env.REDIS_URL
    ? createBullQueue({ redisUrl: env.REDIS_URL, concurrency, log })
    : createLocalQueue({ concurrency, log });
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
    log,
  });
}

function creditServices({ db, clock, creditsConfig: config, pace }: Parts) {
  return {
    account: (shop: string) => accountOf(db, shop, { config, now: clock.now() }),
    caps: (shop: string) => capsOf(db, shop),
    setCaps: (shop: string, person: Person, caps: Caps) => setCaps(db, shop, person, caps),
    quote: async (shop: string, order: Parameters<typeof quoteOf>[0]) =>
      quoteOf(order, await recentDurations(db, shop), pace),
    entries: (shop: string, page: Parameters<typeof listEntries>[2]) => listEntries(db, shop, page),
    csv: (shop: string) => ledgerCsv(allEntries(db, shop)),
    holding: (shop: string, limit: number) => holdingBatches(db, shop, limit),
  };
}

function libraryServices({ db, objects, clock }: Parts) {
  return {
    list: (shop: string, filter: ImageFilter) => listImages(db, shop, filter),
    find: (shop: string, id: string) => imageById(db, shop, id),
    findMany: (shop: string, ids: readonly string[]) => imagesByIds(db, shop, ids),
    countsByProduct: (shop: string, productIds: readonly string[]) => countsByProduct(db, shop, productIds),
    publishable: (shop: string, filter: Parameters<typeof publishableIds>[2]) =>
      publishableIds(db, shop, filter),
    batchCounts: (shop: string, batchId: string) => batchImageCounts(db, shop, batchId),
    decideBatch: (shop: string, person: Person, batchId: string, decision: "approved" | "rejected") =>
      decideBatch(db, shop, batchId, decision, person, clock.now()),
    waitingForReview: (shop: string, batchId?: string) => waitingForReview(db, shop, batchId),
    decide: (shop: string, person: Person, imageIds: readonly string[], decision: Decision) =>
      decide(db, shop, imageIds, decision, person, clock.now()),
    setAltText: (shop: string, id: string, text: string) => setAltText(db, shop, id, text),
    remove: (shop: string, id: string) => deleteImage({ db, objects }, shop, id),
    signedUrl: (key: string, options?: { downloadAs?: string }) => objects.signedUrl(key, options),
  };
}

function publishingServices({ db, publishingRounds, clock, log }: Parts) {
  const deps = { db, clock, dispatcher: publishingRounds };
  type Images = Parameters<typeof requestPublications>[1];
  return {
    publish: (shop: string, person: Person, wanted: Pick<Images, "imageIds" | "placement">) =>
      requestPublications(deps, { shop, person, ...wanted }),
    publishBatch: (shop: string, person: Person, wanted: Pick<Images, "placement"> & { batchId: string }) =>
      requestPublicationsOf(deps, { shop, person, which: "approved", ...wanted }),
    retryFailed: (shop: string, person: Person, batchId?: string) =>
      requestPublicationsOf(deps, { shop, person, which: "failed", batchId, placement: "as_before" }),
    restore: (shop: string, person: Person, publicationIds: readonly string[]) =>
      requestRestore(deps, { shop, person, publicationIds }),
    restoreBatch: (shop: string, person: Person, batchId: string) =>
      requestRestoreOf(deps, { shop, person, of: { batchId } }),
    settle: (shop: string, person: Person, publicationId: string) =>
      settlePublication({ db, log }, { shop, person, publicationId }),
    byProduct: (shop: string, page: Parameters<typeof listPublishedProducts>[2]) =>
      listPublishedProducts(db, shop, page),
    counts: (shop: string, batchId?: string) => publishedCounts(db, shop, batchId),
    listForImages: (shop: string, imageIds: readonly string[]) => publicationsOfImages(db, shop, imageIds),
    countLive: (shop: string) => countLive(db, shop),
  };
}

function jobHandlers(parts: Parts) {
  const { db, objects, model, dayLimits, fetchPhoto, clock, log, leaseMs, stages } = parts;
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
    leaseMs,
    stages,
  };
  const calls = new Map<string, ShopCalls>();
  const callsFor = (shop: string) => {
    const known = calls.get(shop) ?? createShopCalls(parts.adminApiFor(shop), systemWait);
    calls.set(shop, known);
    return known;
  };
  const writing = {
    db,
    clock,
    adminFor: parts.adminApiFor,
    callsFor,
    log,
    leaseMs,
    objects,
    fetch,
    allowHttpUploads: parts.env.isSandbox,
    fileLimits: createFileLimits(),
  };
  const collecting: CollectBatchDeps = {
    ...{ db, clock, wait: systemWait, log, leaseMs },
    collectStep: (shop, { source: selection, ...choice }, from, signal) =>
      collectStep(parts.adminApiFor(shop), { selection, ...choice }, from, signal),
  };
  return {
    collect_batch: (job: Ids, signal: AbortSignal) => collectBatch(collecting, job, signal),
    make_generations: ({ shop, id }: Ids, signal: AbortSignal) =>
      makeGenerations({ db, now: () => clock.now() }, shop, id, signal),
    generate_image: (job: Ids, signal: AbortSignal) => generateImage(generating, job, signal),
    publish_product: (job: Ids, signal: AbortSignal) => publishProduct(writing, job, signal),
    restore_product: (job: Ids, signal: AbortSignal) => restoreProduct(writing, job, signal),
  };
}
