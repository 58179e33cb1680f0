import type { Clock } from "../platform/clock.ts";
import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import type { Db } from "../platform/db/db.server.ts";
import type { Logger } from "../platform/logger.server.ts";
import { createDailyCounts, SHOWN_DAYS } from "../platform/daily-counts.ts";
import type { Editor } from "../platform/person.ts";
import { liveOnDays } from "./live-on-days.server.ts";
import { setDefaultPlacement } from "./default-placement.server.ts";
import type { Placement } from "./placement.ts";
import { compareProduct } from "./compare-product.server.ts";
import { dryRun, type DryRunRequest } from "./dry-run.server.ts";
import {
  countLive,
  hasPublications,
  publicationsOfImage,
  publicationsOfImages,
} from "./publication-store.server.ts";
import { listPublishedProducts, publishedCounts } from "./published-products.server.ts";
import {
  requestPublications,
  requestPublicationsOf,
  type Chosen,
  type Where,
} from "./request-publications.server.ts";
import {
  leaveAsTheyAre,
  requestRestore,
  requestRestoreChosen,
  requestRestoreOf,
  type Waiting,
} from "./request-restore.server.ts";
import type { RestoreChoice } from "./restore-target.ts";
import { settlePublication } from "./settle-publication.server.ts";
import { countToLookAt } from "./to-look-at.server.ts";

type Deps = Parameters<typeof requestPublications>[0] & { db: Db; clock: Clock; log: Logger };

/** What people do with products: publish, undo, settle, look. */
export function createPublishingServices({ log, ...deps }: Deps) {
  const { db } = deps;
  return {
    dryRun: (shop: string, admin: AdminApi, wanted: Omit<DryRunRequest, "asOf"> & { asOf?: Date }) =>
      dryRun(db, shop, admin, { ...wanted, asOf: wanted.asOf ?? deps.clock.now() }),
    publish: (shop: string, person: Editor, wanted: Chosen) =>
      requestPublications(deps, { shop, person, ...wanted }),
    publishBatch: (shop: string, person: Editor, wanted: Where & { batchId: string; asOf?: Date }) =>
      requestPublicationsOf(deps, { shop, person, which: "approved", ...wanted }),
    retryFailed: (shop: string, person: Editor, batchId?: string) =>
      requestPublicationsOf(deps, { shop, person, which: "failed", batchId }),
    restore: (shop: string, person: Editor, publicationIds: readonly string[]) =>
      requestRestore(deps, { shop, person, publicationIds }),
    restoreBatch: (shop: string, person: Editor, batchId: string) =>
      requestRestoreOf(deps, { shop, person, of: { batchId } }),
    compare: (shop: string, admin: AdminApi, productId: string) => compareProduct(db, shop, admin, productId),
    /** Whether Packshot ever published on this product. */
    isOurs: (shop: string, productId: string) => hasPublications(db, shop, productId),
    restoreChosen: (shop: string, person: Editor, of: Waiting, choice: RestoreChoice) =>
      requestRestoreChosen(deps, { shop, person, of, choice }),
    leaveAsTheyAre: (shop: string, person: Editor, of: Waiting) => leaveAsTheyAre(deps, { shop, person, of }),
    settle: (shop: string, person: Editor, publicationId: string) =>
      settlePublication({ db, log }, { shop, person, publicationId }),
    byProduct: (shop: string, page: Parameters<typeof listPublishedProducts>[2]) =>
      listPublishedProducts(db, shop, page),
    counts: (shop: string, batchId?: string) => publishedCounts(db, shop, batchId),
    listForImages: (shop: string, imageIds: readonly string[]) => publicationsOfImages(db, shop, imageIds),
    ofImage: (shop: string, imageId: string, limit: number) => publicationsOfImage(db, shop, imageId, limit),
    setDefaultPlacement: (shop: string, person: Editor, placement: Placement | null) =>
      setDefaultPlacement(db, shop, person, placement),
    liveByDay: createDailyCounts({
      ...{ clock: deps.clock, days: SHOWN_DAYS },
      count: (shop, days) => liveOnDays(db, shop, days),
    }),
    toLookAt: (shop: string) => countToLookAt(db, shop),
    countLive: (shop: string) => countLive(db, shop),
  };
}
