import { afterAll, beforeAll, expect, test } from "vitest";
import { firstPhotosOf } from "../../app/catalog/first-photos.server.ts";
import type { AdminApi } from "../../app/platform/admin-api/admin-api.ts";
import type { Shop } from "../../sandbox/shopify/model.ts";
import { addMedia, addProduct } from "../../sandbox/shopify/store.ts";
import { addPhoto, idOf, openShop, startEmptyShopify, type Shopify } from "./shelf.ts";

let shopify: Shopify;
let admin: AdminApi;
let shop: Shop;

beforeAll(async () => {
  shopify = await startEmptyShopify();
  ({ shop, admin } = openShop(shopify, "first-photos"));
});
afterAll(() => shopify.stop());

test("the first photo of each product, in order, whatever stands before it; nothing of what is not there", async () => {
  const { store } = shopify;
  const filmed = addProduct(store, shop, { title: "Filmed" });
  addMedia(store, filmed, { type: "Video", alt: "A video" });
  addPhoto(store, filmed, "after-the-video");
  addPhoto(store, filmed, "second");
  const bare = addProduct(store, shop, { title: "Bare" });
  const other = addProduct(store, openShop(shopify, "somebody-else").shop, { title: "Theirs" });
  addPhoto(store, other, "theirs");

  const found = await firstPhotosOf(admin, [idOf(bare.id), "404", idOf(other.id), idOf(filmed.id)]);
  expect(found.map(({ title, photo }) => [title, photo?.alt])).toEqual([
    ["Bare", undefined],
    ["Filmed", "after-the-video"],
  ]);
});

test("as many as can be chosen at once are three queries, each within what one may cost", async () => {
  const ids = Array.from({ length: 500 }, (_, place) => {
    const product = addProduct(shopify.store, shop, { title: `Many ${place}` });
    addPhoto(shopify.store, product, `many-${place}`);
    return idOf(product.id);
  });
  shopify.store.calls.clear();
  const found = await firstPhotosOf(admin, ids);
  expect(found.map(({ id, photo }) => photo && id)).toEqual(ids);
  const calls = shopify.store.calls.list();
  expect(calls).toHaveLength(3);
  for (const { cost } of calls) expect(cost).toBeLessThanOrEqual(1_000);
});
