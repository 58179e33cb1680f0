import type { AdminApi } from "../platform/admin-api/admin-api.ts";
import { wholeOrder, wholeProduct } from "./more-of-product.server.ts";
import type { ProductNow } from "./product-on-shopify.server.ts";
import type { ShopCalls } from "./shop-calls.server.ts";

/** What is read for the writer of one product. */
export type ProductCalls = Pick<ShopCalls, "readStatuses" | "stage"> & {
  /** Null when the product was deleted. */
  readProduct(productId: string): Promise<ProductNow | null>;
  /** Where its media stand, without the variants. */
  readOrder(productId: string): Promise<Pick<ProductNow, "id" | "media"> | null>;
};

type Lease = { admin: AdminApi; prolong: () => Promise<void>; signal: () => AbortSignal };

/**
 * A call that is made for many products goes on for the others when one of them gives up. The further pages of a product
 * are its own: with 2,048 variants they take a minute of a shop's points, so that each page prolongs the lease.
 */
export function createProductCalls(calls: ShopCalls, { admin, prolong, signal }: Lease): ProductCalls {
  const ending = <T>(call: Promise<T>) => endingWith(signal(), call);
  const prolonging: AdminApi = {
    async request(operation, variables) {
      await prolong();
      return admin.request(operation, variables);
    },
  };
  return {
    async readProduct(id) {
      const page = await ending(calls.productPage(id));
      return page && wholeProduct(prolonging, page);
    },
    async readOrder(id) {
      const page = await ending(calls.orderPage(id));
      return page && wholeOrder(prolonging, page);
    },
    readStatuses: (media) => ending(calls.readStatuses(media)),
    stage: (fileName) => ending(calls.stage(fileName)),
  };
}

async function endingWith<T>(ends: AbortSignal, call: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const end = () => reject(ends.reason as Error);
  ends.addEventListener("abort", end, { once: true });
  if (ends.aborted) end();
  try {
    return await Promise.race([call, promise]);
  } finally {
    ends.removeEventListener("abort", end);
  }
}
