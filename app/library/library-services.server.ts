import type { Clock } from "../platform/clock.ts";
import type { Db } from "../platform/db/db.server.ts";
import { createDailyCounts, SHOWN_DAYS } from "../platform/daily-counts.ts";
import type { ObjectStore } from "../platform/objects/object-store.ts";
import { signedAddress } from "../platform/objects/signed-address.ts";
import type { Editor, Person } from "../platform/person.ts";
import { batchImageCounts } from "./batch-images.server.ts";
import { createBulkServices } from "./bulk-services.server.ts";
import type { BulkWork } from "./bulk-work.server.ts";
import { decide } from "./decide.server.ts";
import type { SentDecision } from "./decision.ts";
import { decisionsSince } from "./decisions-since.server.ts";
import { deleteImage } from "./delete-image.server.ts";
import { countToDelete, deleteImages, isBeingDeleted, type ManyImages } from "./delete-images.server.ts";
import { downloadImage, downloadZip } from "./download-images.server.ts";
import { countImagesFound, findImages, type ImagePlace } from "./find-images.server.ts";
import { findProducts, type ProductsPlace } from "./find-products.server.ts";
import type { ImageFilter } from "./image-filter.ts";
import {
  countsByProduct,
  imageById,
  imagesByIds,
  listImages,
  newestPublishableIds,
  waitingForReview,
  type ImageList,
} from "./image-store.server.ts";
import { createKeptFigures } from "./kept-figures.server.ts";
import { madeOnDays } from "./made-on-days.server.ts";
import { figuresByVersion, recipeExamples } from "./recipe-figures.server.ts";
import { countReadyToPublish } from "./ready-to-publish.server.ts";
import { setAltText } from "./set-alt-text.server.ts";
import { waitingOfProduct } from "./waiting-of-product.server.ts";

type Deps = { db: Db; clock: Clock } & Parameters<typeof deleteImage>[0] & {
    objects: ObjectStore;
    bulkWork: Pick<BulkWork, "begin">;
  };

/** What people do with the images made: look, decide, word, delete. */
export function createLibraryServices({ db, objects, clock, bulkWork, beforeDeleted, forgetCopies }: Deps) {
  const deleting = { db, objects, beforeDeleted, forgetCopies };
  const figures = createKeptFigures({ db, clock });
  return {
    list: (shop: string, filter: ImageList) => listImages(db, shop, filter),
    findImages: (shop: string, filter: ImageFilter, place: ImagePlace) => findImages(db, shop, filter, place),
    findProducts: (shop: string, filter: ImageFilter, place: ProductsPlace) =>
      findProducts(db, shop, filter, place),
    countFound: (shop: string, filter: ImageFilter) => countImagesFound(db, shop, filter),
    download: (shop: string, person: Person, id: string) => downloadImage({ db, objects }, shop, person, id),
    downloadZip: (shop: string, person: Person, ids: readonly string[]) =>
      downloadZip({ db, objects }, shop, person, ids),
    find: (shop: string, id: string) => imageById(db, shop, id),
    findMany: (shop: string, ids: readonly string[]) => imagesByIds(db, shop, ids),
    waitingOfProduct: (shop: string, productId: string) => waitingOfProduct(db, shop, productId),
    countsByProduct: (shop: string, productIds: readonly string[]) => countsByProduct(db, shop, productIds),
    publishable: (shop: string, filter: Parameters<typeof newestPublishableIds>[2]) =>
      newestPublishableIds(db, shop, filter),
    batchCounts: (shop: string, batchId: string) => batchImageCounts(db, shop, batchId),
    waitingForReview: (shop: string, batchId?: string) => waitingForReview(db, shop, batchId),
    decide: (shop: string, person: Person, decisions: readonly SentDecision[]) =>
      decide(db, shop, person, decisions, clock.now()).finally(() => figures.forget(shop)),
    decisionsSince: (shop: string, since: Date | null, exceptPerson: string) => {
      const now = clock.now();
      return decisionsSince(db, shop, { since: since ?? now, exceptPerson, now });
    },
    setAltText: (shop: string, person: Person, id: string, text: string) =>
      setAltText(db, shop, person, id, text),
    remove: (shop: string, person: Editor, id: string) => deleteImage(deleting, shop, person, id),
    countToDelete: (shop: string, which: ManyImages) => countToDelete(db, shop, which),
    isBeingDeleted: (shop: string, which: ManyImages) => isBeingDeleted(db, shop, which),
    removeMany: (shop: string, person: Editor, which: ManyImages) =>
      deleteImages(deleting, { shop, person, now: clock.now() }, which),
    madeByDay: createDailyCounts({
      clock,
      days: SHOWN_DAYS,
      count: (shop, days) => madeOnDays(db, shop, days),
    }),
    readyToPublish: (shop: string) => countReadyToPublish(db, shop),
    recipesLately: (shop: string) => figures.lately(shop),
    ...createBulkServices({ db, clock, bulkWork, forgetFigures: (shop) => figures.forget(shop) }),
    recipeFigures: (shop: string, keys: readonly string[]) => figures.of(shop, keys),
    figuresByVersion: (shop: string, key: string) => figuresByVersion(db, shop, key),
    recipeExamples: (shop: string, keys: readonly string[]) => recipeExamples(db, shop, keys),
    signedUrl: (shop: string, key: string, options?: { downloadAs?: string }) =>
      signedAddress(objects, shop, key, options),
  };
}
