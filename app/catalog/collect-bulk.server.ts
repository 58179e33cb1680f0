import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { PackshotError } from "../platform/errors.ts";
import type { FetchOutside } from "../platform/outgoing/request-outside.server.ts";
import { lookAtBulkQuery, startBulkQuery } from "./bulk-query.server.ts";
import { readBulkPiece, type BulkPiece, type BulkProduct } from "./bulk-result.server.ts";
import type { CollectState, StateOf } from "./collect-state.ts";
import { nothing, takeProduct, type CollectStep, type PhotoChoice } from "./collected.ts";
import { bitsFrom, hasBit, setBit, type WordList } from "./word-list.ts";

export const MOST_PRODUCTS = 50_000;

/** Half an hour for one of Shopify's five places, three goes at one query, a day for it to end. */
const MOST_TRIES = 60;
const MOST_RESTARTS = 3;
const MOST_POLLS = 2_880;
/** Tries to read on from one place of a result. */
const MOST_FAILURES = 8;
const LONGEST_WAIT_MS = 30_000;

const growing = (times: number) => Math.min(LONGEST_WAIT_MS, Math.round(500 * 1.5 ** times));

/** The text of the query, and which of the products it answers are wanted: of a list, those that it names. */
export type BulkRequest = { query: string; choice: PhotoChoice; list: WordList | null };

export async function startBulk(
  admin: AdminApi,
  { query }: BulkRequest,
  state: StateOf<"bulk_start">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const { restarts, total, tries } = state;
  const operationId = await startBulkQuery(admin, query, signal);
  if (operationId) {
    return waiting({ phase: "bulk_wait", operationId, polls: 0, restarts, total }, growing(0));
  }
  if (tries >= MOST_TRIES) throw new PackshotError("shopify_throttled", { operation: "bulk query", tries });
  return waiting({ ...state, tries: tries + 1 }, growing(tries + 2));
}

export async function waitForBulk(
  admin: AdminApi,
  state: StateOf<"bulk_wait">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const { operationId, polls, restarts, total } = state;
  const query = await lookAtBulkQuery(admin, operationId, signal);
  switch (query.is) {
    case "lost":
      return startAgain(state, query.why);
    case "running":
      if (polls >= MOST_POLLS) return startAgain(state, "never ends");
      return waiting({ ...state, polls: polls + 1 }, growing(polls + 1));
    case "complete": {
      const read = { offset: 0, products: 0, matched: "", failures: 0 };
      return { ...nothing(), total, next: { phase: "bulk_read", operationId, restarts, total, ...read } };
    }
  }
}

/** Asks for the result's address each time: the last one may have died, and it is none of the database's business. */
export async function readBulk(
  { admin, fetch }: { admin: AdminApi; fetch: FetchOutside },
  request: BulkRequest,
  state: StateOf<"bulk_read">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const query = await lookAtBulkQuery(admin, state.operationId, signal);
  if (query.is !== "complete") return startAgain(state, query.is === "lost" ? query.why : query.is);
  const piece = query.result
    ? await readBulkPiece(fetch, query.result, state.offset, signal)
    : { products: [], bytes: 0, isEnd: true };
  return piece ? takePiece(request, state, piece) : readAgain(state);
}

function takePiece(
  { choice, list }: BulkRequest,
  state: StateOf<"bulk_read">,
  piece: BulkPiece,
): CollectStep {
  const collected = nothing();
  const matched = bitsFrom(state.matched, list?.words.length ?? 0);
  for (const product of piece.products) {
    if (list && !isNamed(product, list, matched)) continue;
    takeProduct(collected, product, choice);
  }
  const products = state.products + collected.products;
  if (products > MOST_PRODUCTS)
    throw new PackshotError("too_many_products", { products, most: MOST_PRODUCTS });
  if (!piece.isEnd) {
    const done = { offset: state.offset + piece.bytes, products, matched: matched.toString("base64") };
    return { ...collected, total: state.total, next: { ...state, ...done, failures: 0 } };
  }
  const notFound = list?.words.filter((_, place) => !hasBit(matched, place)) ?? [];
  return { ...collected, notFound, total: products, next: null };
}

function isNamed({ handle, skus }: BulkProduct, list: WordList, matched: Buffer): boolean {
  const places = [handle, ...skus].flatMap((text) => list.indexOf(text) ?? []);
  for (const place of places) setBit(matched, place);
  return places.length > 0;
}

function readAgain(state: StateOf<"bulk_read">): CollectStep {
  const failures = state.failures + 1;
  if (failures > MOST_FAILURES) return startAgain(state, "unreadable");
  return waiting({ ...state, failures }, growing(failures));
}

/** Only while nothing was taken from it: another run may answer in another order, or other products. */
function startAgain(state: StateOf<"bulk_wait"> | StateOf<"bulk_read">, why: string): CollectStep {
  const { operationId, restarts, total } = state;
  const isUntouched = state.phase === "bulk_wait" || state.offset === 0;
  if (!isUntouched || restarts >= MOST_RESTARTS) {
    throw new PackshotError("catalogue_unreadable", { operationId, why, restarts });
  }
  return waiting({ phase: "bulk_start", tries: 0, restarts: restarts + 1, total }, growing(restarts + 1));
}

function waiting(next: CollectState, waitMs: number): CollectStep {
  const total = "total" in next ? next.total : undefined;
  return { ...nothing(), next, waitMs, total };
}
