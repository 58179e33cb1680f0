import type { Pace } from "../credits/quote.ts";
import type { Person } from "../platform/person.ts";
import { failedProducts, progressOf } from "./batch-progress.server.ts";
import { findBatch, listBatches, listMoving } from "./batch-store.server.ts";
import { cancelBatch, pauseBatch, resumeBatch } from "./control-batch.server.ts";
import { discardQuote, quoteOf, requestQuote, type QuoteDeps } from "./quote.server.ts";
import { howMade } from "./how-made.server.ts";
import type { Regeneration } from "./add-regeneration.server.ts";
import { regenerate } from "./regenerate.server.ts";
import { regenerationOf, replacements } from "./regenerated.server.ts";
import { retryFailed } from "./retry-failed.server.ts";
import { latelyFailed, retryLatelyFailed } from "./lately-failed.server.ts";
import { sampleOf, takeSample } from "./sample.server.ts";
import { startBatch } from "./start-batch.server.ts";
import { startQuoted, type StartDeps } from "./start-quoted.server.ts";
import { triedPhotos } from "./tried-photos.server.ts";
import { quoteTriedBy } from "./tried.server.ts";
import { whyParked } from "./why-parked.server.ts";
import { workOnProduct } from "./work-on-product.server.ts";
import { tryOne } from "./try-one.server.ts";

type Deps = StartDeps &
  QuoteDeps & {
    /** How much of the model there is, for the time a quote tells. */
    pace: Pace;
  };

/** What people can do with batches. */
export function createBatchServices(deps: Deps) {
  const { db, clock } = deps;
  return {
    model: deps.model,
    /** Chosen photos: priced and, when nothing is to be asked, started at once. */
    start: (request: Parameters<typeof startBatch>[1]) => startBatch(deps, request),
    /** A search or a list: read first, then quoted. */
    quote: (request: Parameters<typeof requestQuote>[1]) => requestQuote(deps, request),
    quoteOf: (shop: string, id: string) => quoteOf(db, shop, id, deps.pace),
    startQuoted: (shop: string, person: Person, id: string, choice: { withDuplicates: boolean }) =>
      startQuoted(deps, { shop, person, id, ...choice }),
    tryOne: (shop: string, person: Person, id: string) => tryOne(deps, { shop, person, id }),
    triedPhotos: (shop: string, id: string) => triedPhotos(db, shop, id),
    quoteTriedBy: (shop: string, id: string) => quoteTriedBy(db, shop, id),
    discard: (shop: string, person: Person, id: string) => discardQuote(deps, shop, person, id),
    pause: (shop: string, person: Person, id: string) => pauseBatch(db, shop, person, id),
    resume: (shop: string, person: Person, id: string) => resumeBatch(deps, shop, person, id),
    cancel: (shop: string, person: Person, id: string) => cancelBatch(db, shop, person, id, clock.now()),
    retryFailed: (shop: string, person: Person, id: string, code?: string) =>
      retryFailed(deps, shop, person, id, code),
    regenerate: (shop: string, person: Person, asked: Regeneration) => regenerate(deps, shop, person, asked),
    regenerationOf: (shop: string, imageId: string) => regenerationOf(deps, shop, imageId),
    replacements: (shop: string, imageIds: readonly string[]) => replacements(db, shop, imageIds),
    workOnProduct: (shop: string, productId: string) => workOnProduct(db, shop, productId, clock.now()),
    sample: (shop: string) => sampleOf(db, shop, deps.credits),
    takeSample: (asked: Parameters<typeof takeSample>[1]) => takeSample(deps, asked),
    latelyFailed: (shop: string) => latelyFailed(db, shop, clock.now()),
    retryLatelyFailed: (shop: string, person: Person, code: string) =>
      retryLatelyFailed(deps, shop, person, code),
    whyParked: (shop: string) => whyParked(db, shop, clock.now()),
    listMoving: (shop: string, limit: number) => listMoving(db, shop, limit),
    list: (shop: string, limit: number, before?: string) => listBatches(db, shop, limit, before),
    find: (shop: string, id: string) => findBatch(db, shop, id),
    howMade: (shop: string, generationId: string) => howMade(db, shop, generationId),
    progress: (shop: string, id: string) => progressOf(db, shop, id, clock.now()),
    failedProducts: (shop: string, id: string) => failedProducts(db, shop, id),
  };
}
