import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { MatchHandles, MatchSkus } from "../platform/admin-api/operations.generated.ts";
import type { StateOf } from "./collect-state.ts";
import { nothing, type CollectStep } from "./collected.ts";
import { fromGid } from "./gid.ts";
import { anyOf } from "./search-query.ts";
import { isPossible, type WordList } from "./word-list.ts";

const WORDS_AT_ONCE = 25;
/** One SKU may be on thousands of variants: then the whole catalogue is the quicker way. */
const MOST_PRODUCTS = 2_000;

type Match = { word: number; productId: string };

/** Finds the products of the next few words; those that name none are told when all were looked for. */
export async function matchWords(
  admin: AdminApi,
  list: WordList,
  state: StateOf<"words">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const places = [...list.words.keys()].slice(state.at, state.at + WORDS_AT_ONCE);
  const wanted = places.map((place) => list.words[place] ?? "").filter(isPossible);
  const matches = wanted.length > 0 ? await matchesOf(admin, list, wanted, signal) : [];
  if (!matches) return { ...nothing(), next: { phase: "bulk_start", tries: 0, restarts: 0 } };

  matches.sort((one, other) => one.word - other.word); // the order in which they were pasted
  const found = new Set(matches.map(({ word }) => word));
  const notFound = places.filter((place) => !found.has(place)).map((place) => list.words[place] ?? "");
  const soFar = {
    at: state.at + places.length,
    productIds: [...new Set([...state.productIds, ...matches.map(({ productId }) => productId)])],
    notFound: [...state.notFound, ...notFound],
  };
  if (soFar.productIds.length > MOST_PRODUCTS) {
    return { ...nothing(), next: { phase: "bulk_start", tries: 0, restarts: 0 } };
  }
  if (soFar.at < list.words.length) return { ...nothing(), next: { phase: "words", ...soFar } };
  const { productIds } = soFar;
  const next = productIds.length > 0 ? ({ phase: "products", at: 0, productIds } as const) : null;
  return { ...nothing(), notFound: soFar.notFound, total: productIds.length, next };
}

/** Null when they are too many. */
async function matchesOf(admin: AdminApi, list: WordList, words: string[], signal?: AbortSignal) {
  const matches: Match[] = [];
  const take = (text: string | null, productId: string) => {
    const word = list.indexOf(text ?? "");
    if (word !== undefined) matches.push({ word, productId: fromGid(productId) });
  };
  const handles = everyPage(async (after) => {
    const query = anyOf("handle", words);
    const { products } = await admin.request(MatchHandles, { query, after }, { signal });
    for (const { id, handle } of products.nodes) take(handle, id);
    return products.pageInfo;
  });
  const skus = everyPage(async (after) => {
    const query = anyOf("sku", words);
    const { productVariants } = await admin.request(MatchSkus, { query, after }, { signal });
    for (const { sku, product } of productVariants.nodes) take(sku, product.id);
    return productVariants.pageInfo;
  });
  const complete = await Promise.all([handles, skus]);
  return complete.every(Boolean) ? matches : null;
}

const MOST_PAGES = 8;

async function everyPage(
  read: (after: string | null) => Promise<{ hasNextPage: boolean; endCursor: string | null }>,
): Promise<boolean> {
  let after: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const { hasNextPage, endCursor } = await read(after);
    if (!hasNextPage) return true;
    after = endCursor;
  }
  return false;
}
