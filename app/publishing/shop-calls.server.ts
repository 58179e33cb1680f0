import DataLoader from "dataloader";
import { toGid } from "../catalog/gid.ts";
import type { AdminApi, AdminApiFor } from "../platform/admin-api/admin-api.ts";
import { MediaStatuses, ReadOrders, ReadProducts } from "../platform/admin-api/operations.generated.ts";
import type { Wait } from "../platform/wait.ts";
import type { ProductMedia } from "./find-our-media.ts";
import type { OrderPage, ProductPage } from "./more-of-product.server.ts";
import { stageUploads, type StagedTarget } from "./stage-uploads.server.ts";

/**
 * What is asked for many products of a shop in one call. One per shop and process, so that jobs share it. What a product
 * has beyond its first pages is read for it alone: nobody waits for another's thousand variants.
 */
export type ShopCalls = {
  /** Null when the product was deleted. */
  productPage(productId: string): Promise<ProductPage | null>;
  /** Where its media stand, without the variants. */
  orderPage(productId: string): Promise<OrderPage | null>;
  /** The same media as they are now, with their pictures' addresses; those that are gone are left out. */
  readStatuses(media: readonly ProductMedia[]): Promise<ProductMedia[]>;
  stage(fileName: string): Promise<StagedTarget>;
};

/**
 * How many are asked for at once, and how long the first one waits for others: longer while the shop's bucket is nearly
 * empty, when hurrying would only mean to wait for points, and asking for fewer at once costs more of them. A query must
 * not ask for so much that others wait for a full bucket.
 */
const MERGED = {
  products: { maxBatchSize: 5, ms: 60, scarceMs: 700 },
  orders: { maxBatchSize: 12, ms: 150, scarceMs: 700 },
  statuses: { maxBatchSize: 100, ms: 200, scarceMs: 700 },
  uploads: { maxBatchSize: 100, ms: 60, scarceMs: 400 },
};
type Merging = (typeof MERGED)[keyof typeof MERGED];

export function createShopCallsFor(
  adminFor: AdminApiFor,
  wait: Wait,
  isScarce: (shop: string) => boolean,
): (shop: string) => ShopCalls {
  const calls = new Map<string, ShopCalls>();
  return (shop) => {
    const known = calls.get(shop) ?? createShopCalls(adminFor(shop), wait, () => isScarce(shop));
    calls.set(shop, known);
    return known;
  };
}

export function createShopCalls(admin: AdminApi, wait: Wait, isScarce: () => boolean): ShopCalls {
  function merged<Key, Value>(
    batch: (keys: readonly Key[]) => Promise<(Value | Error)[]>,
    { maxBatchSize, ms, scarceMs }: Merging,
  ) {
    const batchScheduleFn = (dispatch: () => void) => {
      void wait(isScarce() ? scarceMs : ms).then(dispatch, dispatch);
    };
    return new DataLoader(batch, { cache: false, maxBatchSize, batchScheduleFn });
  }
  const products = merged((ids: readonly string[]) => readProducts(admin, ids), MERGED.products);
  const orders = merged((ids: readonly string[]) => readOrders(admin, ids), MERGED.orders);
  const statuses = merged((gids: readonly string[]) => readStatuses(admin, gids), MERGED.statuses);
  const uploads = merged((fileNames: readonly string[]) => stageUploads(admin, fileNames), MERGED.uploads);
  return {
    productPage: (id) => products.load(id),
    orderPage: (id) => orders.load(id),
    async readStatuses(media) {
      const found = await Promise.all(media.map(({ gid }) => statuses.load(gid)));
      return media.flatMap((one, n) => {
        const now = found[n];
        return now ? [{ ...one, ...now }] : [];
      });
    },
    stage: (fileName) => uploads.load(fileName),
  };
}

async function readProducts(admin: AdminApi, ids: readonly string[]): Promise<(ProductPage | null)[]> {
  const { nodes } = await admin.request(ReadProducts, { ids: ids.map((id) => toGid("Product", id)) });
  return ids.map((_id, n) => (nodes[n]?.__typename === "Product" ? nodes[n] : null));
}

async function readOrders(admin: AdminApi, ids: readonly string[]): Promise<(OrderPage | null)[]> {
  const { nodes } = await admin.request(ReadOrders, { ids: ids.map((id) => toGid("Product", id)) });
  return ids.map((_id, n) => (nodes[n]?.__typename === "Product" ? nodes[n] : null));
}

type Status = Pick<ProductMedia, "status" | "address">;

async function readStatuses(admin: AdminApi, gids: readonly string[]): Promise<(Status | null)[]> {
  const { nodes } = await admin.request(MediaStatuses, { ids: [...gids] });
  return nodes.map((node) =>
    node?.__typename === "MediaImage" ? { status: node.status, address: node.image?.url ?? null } : null,
  );
}
