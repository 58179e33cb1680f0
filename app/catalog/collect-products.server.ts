import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import {
  CollectByIds,
  CollectPage,
  CollectWholeProduct,
  type CollectPageQuery,
} from "../platform/admin-api/operations.generated.ts";
import type { StateOf } from "./collect-state.ts";
import {
  needsAllMedia,
  nothing,
  takeProduct,
  type Collected,
  type CollectStep,
  type PhotoChoice,
} from "./collected.ts";
import { toGid } from "./gid.ts";

/** As many as CollectPage asks for: each costs 44 points before it ran, of the 1,000 that a query may. */
const AT_ONCE = 15;

type ProductAnswer = CollectPageQuery["products"]["nodes"][number];

/** One page of what a search finds. */
export async function collectPage(
  admin: AdminApi,
  query: string,
  choice: PhotoChoice,
  state: StateOf<"pages">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const { products } = await admin.request(CollectPage, { query, after: state.after }, { signal });
  const { hasNextPage, endCursor } = products.pageInfo;
  const collected = await takeProducts(admin, products.nodes, choice, signal);
  return { ...collected, total: state.total, next: hasNextPage ? { ...state, after: endCursor } : null };
}

/** The next of known products. One that is gone by now is skipped. */
export async function collectByIds(
  admin: AdminApi,
  choice: PhotoChoice,
  state: StateOf<"products">,
  signal?: AbortSignal,
): Promise<CollectStep> {
  const { at, productIds } = state;
  const ids = productIds.slice(at, at + AT_ONCE).map((id) => toGid("Product", id));
  const { nodes } = await admin.request(CollectByIds, { ids }, { signal });
  const products = nodes.flatMap((node) => (node?.__typename === "Product" ? node : []));
  const collected = await takeProducts(admin, products, choice, signal);
  const next = at + ids.length < productIds.length ? { ...state, at: at + ids.length } : null;
  return { ...collected, total: productIds.length, next };
}

async function takeProducts(
  admin: AdminApi,
  products: ProductAnswer[],
  choice: PhotoChoice,
  signal?: AbortSignal,
): Promise<Collected> {
  const collected = nothing();
  const media = await Promise.all(products.map((product) => mediaOf(admin, product, choice, signal)));
  products.forEach(({ id, title }, index) =>
    takeProduct(collected, { id, title, media: media[index] ?? [] }, choice),
  );
  return collected;
}

async function mediaOf(admin: AdminApi, product: ProductAnswer, choice: PhotoChoice, signal?: AbortSignal) {
  const { nodes } = product.media;
  const count = product.mediaCount?.count ?? nodes.length;
  if (count <= nodes.length || !needsAllMedia(nodes, choice)) return nodes;
  const whole = await admin.request(CollectWholeProduct, { id: product.id }, { signal });
  return whole.product?.media.nodes ?? [];
}
