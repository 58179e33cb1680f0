import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  CountProducts,
  PhotosAndSkusInBulk,
  PhotosInBulk,
} from "../platform/admin-api/operations.generated.ts";
import { PackshotError } from "../platform/errors.ts";
import type { FetchOutside } from "../platform/outgoing/request-outside.server.ts";
import { cancelBulkQuery, withSearch } from "./bulk-query.server.ts";
import { MOST_PRODUCTS, readBulk, startBulk, waitForBulk, type BulkRequest } from "./collect-bulk.server.ts";
import { collectChosen } from "./collect-chosen.server.ts";
import { collectByIds, collectPage } from "./collect-products.server.ts";
import { CollectState } from "./collect-state.ts";
import { matchWords } from "./collect-words.server.ts";
import { nothing, type CollectStep, type PhotoChoice } from "./collected.ts";
import type { ChosenPhoto } from "./photos-by-ids.server.ts";
import { buildSearchQuery, type ProductFilters } from "./search-query.ts";
import { wordList } from "./word-list.ts";

export type { CollectedPhoto, CollectStep } from "./collected.ts";

/** What a batch is about. A list holds SKUs or handles. */
type Selection =
  | { from: "photos"; photos: ChosenPhoto[] }
  | { from: "search"; filters: ProductFilters }
  | { from: "list"; words: string[] };

export type Collection = PhotoChoice & { selection: Selection };

/** Up to here paging is quicker than Shopify's bulk query, which takes its time to begin. */
const MOST_PAGED = 300;
const MOST_LOOKED_UP = 500;

/** How many products a search finds, exactly. */
export async function countProducts(
  admin: AdminApi,
  filters: ProductFilters,
  signal?: AbortSignal,
): Promise<number> {
  const query = buildSearchQuery(filters) || null;
  const { productsCount } = await admin.request(CountProducts, { query }, { signal });
  return productsCount?.count ?? 0;
}

/**
 * One step of a collection, from `state` (null: the first) to `next` (null: over). Nothing but the state is needed to go
 * on, in any process; the same state twice gives the same. What it found and `next` belong into one transaction.
 */
export async function collectStep(
  { admin, fetch }: { admin: AdminApi; fetch: FetchOutside },
  collection: Collection,
  state: CollectState | null,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const { selection } = collection;
  if (state === null) return begin(admin, selection, signal);
  if (!CollectState.safeParse(state).success) {
    throw new PackshotError("catalogue_unreadable", { why: "a state of another version" });
  }
  switch (state.phase) {
    case "photos":
      return collectChosen(admin, photosOf(selection), state, signal);
    case "pages":
      return collectPage(admin, searchOf(selection), collection, state, signal);
    case "words":
      return matchWords(admin, wordList(wordsOf(selection)), state, signal);
    case "products":
      return collectByIds(admin, collection, state, signal);
    case "bulk_start":
      return startBulk(admin, bulkRequest(collection), state, signal);
    case "bulk_wait":
      return waitForBulk(admin, state, signal);
    case "bulk_read":
      return readBulk({ admin, fetch }, bulkRequest(collection), state, signal);
  }
}

/** Nobody wants what is being collected any more: what Shopify does for it ends. */
export async function stopCollecting(admin: AdminApi, state: unknown, signal?: AbortSignal): Promise<void> {
  const { data } = CollectState.safeParse(state);
  if (data?.phase === "bulk_wait") await cancelBulkQuery(admin, data.operationId, signal);
}

async function begin(admin: AdminApi, selection: Selection, signal?: AbortSignal): Promise<CollectStep> {
  switch (selection.from) {
    case "photos":
      return { ...nothing(), next: { phase: "photos", at: 0 }, total: selection.photos.length };
    case "list": {
      const { length } = wordList(selection.words).words;
      if (length === 0) return { ...nothing(), next: null, total: 0 };
      if (length > MOST_LOOKED_UP)
        return { ...nothing(), next: { phase: "bulk_start", tries: 0, restarts: 0 } };
      return { ...nothing(), next: { phase: "words", at: 0, productIds: [], notFound: [] } };
    }
    case "search": {
      const total = await countProducts(admin, selection.filters, signal);
      if (total > MOST_PRODUCTS) {
        throw new PackshotError("too_many_products", { products: total, most: MOST_PRODUCTS });
      }
      if (total > MOST_PAGED) {
        return { ...nothing(), total, next: { phase: "bulk_start", tries: 0, restarts: 0, total } };
      }
      return { ...nothing(), total, next: { phase: "pages", total, after: null } };
    }
  }
}

function bulkRequest({ selection, ...choice }: Collection): BulkRequest {
  if (selection.from === "list") {
    return { query: PhotosAndSkusInBulk, choice, list: wordList(selection.words) };
  }
  return { query: withSearch(PhotosInBulk, searchOf(selection)), choice, list: null };
}

const photosOf = (selection: Selection) => (selection.from === "photos" ? selection.photos : []);
const wordsOf = (selection: Selection) => (selection.from === "list" ? selection.words : []);
const searchOf = (selection: Selection) =>
  selection.from === "search" ? buildSearchQuery(selection.filters) : "";
