import { buildModel } from "./build-model.server.ts";
import { createPhotoFetcher } from "./generation/fetch-photo.server.ts";
import { dispatchCollecting } from "./generation/dispatch-collecting.server.ts";
import { createDispatcher } from "./generation/dispatch.server.ts";
import { parseMediaHost } from "./generation/media-hosts.ts";
import { pacificDay } from "./generation/pacific-time.ts";
import { createStages } from "./generation/stages.server.ts";
import { createAdminApi, type AdminApi, type AdminApiDeps } from "./platform/admin-api/admin-api.ts";
import { createCostBucket, type CostBucket } from "./platform/admin-api/cost-bucket.ts";
import { openDb, PATIENT_MS } from "./platform/db/db.server.ts";
import type { Env } from "./platform/env.server.ts";
import { openRequestLimits } from "./platform/limits/request-limits.server.ts";
import { createLogger, type Logger } from "./platform/logger.server.ts";
import { createMetrics } from "./platform/metrics/metrics.server.ts";
import { observeProcess } from "./platform/metrics/process-metrics.server.ts";
import { observeQueue } from "./platform/metrics/queue-metrics.server.ts";
import { observeWork } from "./platform/metrics/state-of-work.server.ts";
import { createS3ObjectStore } from "./platform/objects/s3-object-store.server.ts";
import { createStoreMark } from "./platform/objects/store-mark.server.ts";
import { createS3Uploads } from "./platform/objects/s3-uploads.server.ts";
import { createOfflineTokens } from "./platform/offline-token.server.ts";
import { forgetRefused, type Refused } from "./platform/refused-token.server.ts";
import { createPermissions } from "./platform/permission.server.ts";
import { createRounds } from "./platform/rounds.ts";
import { createBullQueue } from "./platform/queue/bull-queue.server.ts";
import { createLocalQueue } from "./platform/queue/local-queue.ts";
import type { Queue } from "./platform/queue/queue.ts";
import { createPseudonyms } from "./platform/pseudonym.server.ts";
import { secretsOf } from "./platform/secrets-of.ts";
import { createSeal } from "./platform/seal.server.ts";
import { steadyClock } from "./platform/clock.ts";
import { createSharedClock } from "./platform/shared-clock.server.ts";
import { createSessionStorage } from "./platform/session-storage.server.ts";
import { timedAsShopify } from "./platform/server-timing.server.ts";
import { createFetchOutside, createRequestOutside } from "./platform/outgoing/request-outside.server.ts";
import { keepNeededLoaders } from "./platform/pictures/loaders.server.ts";
import { createShopifyFetch, type Fetch } from "./platform/shopify-fetch.server.ts";
import { dispatchProducts } from "./publishing/dispatch.server.ts";
import { createShopify } from "./shopify.server.ts";
import { systemWait } from "./platform/wait.ts";
import { createShopCallsFor } from "./publishing/shop-calls.server.ts";

export type Parts = ReturnType<typeof buildParts>;

/** Every adapter, built once from the configuration. */
export function buildParts(env: Env) {
  const log = createLogger(env.LOG_LEVEL, { secrets: secretsOf(env) });
  const metrics = createMetrics();
  const requestOutside = createRequestOutside();
  keepNeededLoaders();
  const db = openDb(env.DATABASE_URL, env.DATABASE_POOL_SIZE, {
    onPool: (pool) => observeProcess(metrics.registry, pool),
  });
  const clock = createSharedClock(db, log);
  observeWork(metrics.registry, { db, log, today: () => pacificDay(clock.now()) });
  const queue = buildQueue(env, log);
  observeQueue(metrics.registry, queue);
  const pseudonymOf = createPseudonyms(env.PSEUDONYM_KEY);
  const seal = createSeal(env.ENCRYPTION_KEYS);
  const send = createShopifyFetch(env.SHOPIFY_ADMIN_ORIGIN);
  const fetch: Fetch = (...request) => timedAsShopify(() => send(...request));
  const shopify = createShopify({ env, sessions: createSessionStorage({ db, seal, log }), fetch, log });
  const accessTokenFor = createOfflineTokens({ db, seal, api: shopify.api, clock, log });

  const observe = metrics.adminApiCalled;
  const buckets = new Map<string, CostBucket>();
  const bucketOf = (shop: string) => {
    const bucket = buckets.get(shop) ?? createCostBucket(steadyClock);
    buckets.set(shop, bucket);
    return bucket;
  };
  type To = Pick<AdminApiDeps, "shop" | "accessToken" | "tokenRefused" | "isUrgent">;
  const adminApi = (to: To): AdminApi => {
    const bucket = bucketOf(to.shop);
    const api = createAdminApi({ ...to, fetch, clock: steadyClock, bucket, log, observe });
    return {
      request: (operation, variables, options) =>
        timedAsShopify(() => api.request(operation, variables, options)),
    };
  };
  /** With the shop's own token, for work behind. */
  const adminApiFor = (shop: string) =>
    adminApi({
      shop,
      accessToken: () => accessTokenFor(shop),
      tokenRefused: async (token) => (await accessTokenFor(shop, token)) !== token,
    });
  /** Whether a call of some size would have to wait for the shop's bucket. */
  const isScarce = (shop: string) => bucketOf(shop).waitFor(300) > 0;

  const s3 = {
    endpoint: env.S3_ENDPOINT,
    region: env.S3_REGION,
    bucket: env.S3_BUCKET,
    accessKeyId: env.S3_ACCESS_KEY_ID,
    secretAccessKey: env.S3_SECRET_ACCESS_KEY,
  };
  const objects = createS3ObjectStore(s3, clock);
  return {
    env,
    requestLimits: openRequestLimits({
      perMinute: {
        shop: env.SHOP_REQUESTS_PER_MINUTE,
        costly: env.COSTLY_REQUESTS_PER_MINUTE,
        webhook: env.REFUSED_WEBHOOKS_PER_MINUTE,
        stranger: env.STRANGER_REQUESTS_PER_MINUTE,
        refused: env.REFUSED_TOKENS_PER_MINUTE,
      },
      redisUrl: env.REDIS_URL,
      log,
    }),
    clock,
    log,
    metrics,
    db,
    /**
     * As the role that owns the tables, for erasing and pruning alone: only they take it. Bears statements of minutes.
     * Not connected before.
     */
    ownerDb: openDb(env.DATABASE_OWNER_URL ?? env.DATABASE_URL, 2, { silentMs: PATIENT_MS }),
    seal,
    shopify,
    queue,
    dispatcher: createDispatcher({ db, queue, clock, window: 2 * env.MODEL_CONCURRENCY, log }),
    collectingRounds: createRounds(() => dispatchCollecting({ db, queue, clock }), log),
    publishingRounds: createRounds(() => dispatchProducts({ db, queue, clock }), log),
    objects,
    storeMark: createStoreMark({ db, objects }),
    uploads: createS3Uploads(s3),
    ...buildModel(env, { clock, log, db, metrics }),
    /** For addresses that Shopify names; the sandbox's are on this machine. */
    fetchOutside: createFetchOutside(requestOutside, { isStandIn: env.isSandbox }),
    fetchPhoto: createPhotoFetcher({
      request: requestOutside,
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
      pseudonymOf,
    },
    pseudonymOf,
    /** With the token of the person who asks. */
    adminApiWith: (shop: string, token: string) =>
      adminApi({ shop, accessToken: async () => token, isUrgent: true }),
    askPermission: createPermissions({ db, seal, api: shopify.api, clock }),
    forgetRefused: (shop: string, refused: Refused) => forgetRefused({ db, seal }, shop, refused),
    adminApiFor,
    callsFor: createShopCallsFor(adminApiFor, systemWait, isScarce),
  };
}

function buildQueue(env: Env, log: Logger): Queue {
  const concurrency = {
    generate_image: env.GENERATION_CONCURRENCY,
    collect_batch: 8,
    make_generations: 2,
    publish_product: env.PUBLISHING_CONCURRENCY,
    restore_product: env.PUBLISHING_CONCURRENCY,
    erase_shop: 1, // so that other shops hardly notice
    build_export: 1, // each holds a part of its file in memory
  };
  return env.REDIS_URL
    ? createBullQueue({ redisUrl: env.REDIS_URL, concurrency, log })
    : createLocalQueue({ concurrency, log });
}
