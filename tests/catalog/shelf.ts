import { createAdminApi, type AdminApi } from "../../app/platform/admin-api/admin-api.ts";
import { createCostBucket } from "../../app/platform/admin-api/cost-bucket.ts";
import { systemClock } from "../../app/platform/clock.ts";
import { createLogger } from "../../app/platform/logger.server.ts";
import { createShopifyFetch } from "../../app/platform/shopify-fetch.server.ts";
import type { Product, Shop } from "../../sandbox/shopify/model.ts";
import { startShopify } from "../../sandbox/shopify/server.ts";
import { addFile, addMedia, addShop, type Store } from "../../sandbox/shopify/store.ts";

export type Shopify = Awaited<ReturnType<typeof startShopify>>;

export const startEmptyShopify = () => startShopify({ apiKey: "key", apiSecret: "secret" });

/** A shop of its own with nothing in it, and the app's way into it. */
export function openShop({ store, origin }: Shopify, name: string): { shop: Shop; admin: AdminApi } {
  const shop = addShop(store, {
    domain: `${name}.myshopify.com`,
    name,
    plan: "enterprise",
    installed: true,
  });
  shop.tokens.push({
    token: "token",
    kind: "offline",
    userId: null,
    scopes: ["read_products", "write_products"],
    expiresAt: Number.MAX_SAFE_INTEGER,
    refreshToken: null,
    refreshExpiresAt: null,
    revoked: false,
  });
  const admin = createAdminApi({
    shop: shop.domain,
    accessToken: async () => "token",
    fetch: createShopifyFetch(origin),
    clock: systemClock,
    bucket: createCostBucket(systemClock),
    log: createLogger("silent"),
  });
  return { shop, admin };
}

export function addPhoto(store: Store, product: Product, name: string): void {
  const stored = addFile(store, `${name}.jpg`, {
    contentType: "image/jpeg",
    load: async () => Buffer.alloc(0),
  });
  addMedia(store, product, {
    alt: name,
    file: { ...stored, width: 900, height: 600, bytes: 1, mimeType: "image/jpeg" },
  });
}

export const idOf = (gid = "") => gid.split("/").at(-1) ?? "";
