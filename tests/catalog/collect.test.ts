import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CollectState } from "../../app/catalog/collect-state.ts";
import { collectStep, countProducts } from "../../app/catalog/collect.server.ts";
import type { AdminApi } from "../../app/platform/admin-api/admin-api.ts";
import { addMadeCatalogue } from "../../sandbox/shopify/catalogue/made-catalogue.ts";
import type { Product, Shop } from "../../sandbox/shopify/model.ts";
import { addMedia, addProduct } from "../../sandbox/shopify/store.ts";
import { collectAll } from "./collecting.ts";
import { addPhoto, idOf, openShop, startEmptyShopify, type Shopify } from "./shelf.ts";

let shopify: Shopify;
beforeAll(async () => void (shopify = await startEmptyShopify()));
afterAll(() => shopify.stop());

const search = { from: "search", filters: {} } as const;
const all = { photoChoice: "all" } as const;
const first = { photoChoice: "first" } as const;

describe("a small catalogue is read page by page", () => {
  let shop: Shop;
  let admin: AdminApi;
  beforeAll(() => {
    ({ shop, admin } = openShop(shopify, "small"));
    addMadeCatalogue(shopify.store, shop, { products: 40, photosPerProduct: 2 });
    addProduct(shopify.store, shop, { title: "Bare", vendor: "Odd" });
    const mixed = addProduct(shopify.store, shop, { title: "Mixed", vendor: "Odd" });
    addMedia(shopify.store, mixed, { type: "Video" });
    addMedia(shopify.store, mixed, { status: "FAILED" });
    addPhoto(shopify.store, mixed, "mixed");
    const late = addProduct(shopify.store, shop, { title: "Late", vendor: "Odd" });
    for (let n = 0; n < 24; n += 1) addMedia(shopify.store, late, { type: "Video" });
    for (let n = 0; n < 226; n += 1) addPhoto(shopify.store, late, `late-${n}`);
  });
  const titles = (photos: { productTitle: string }[]) => photos.map(({ productTitle }) => productTitle);

  test("all photos, each once, in the order of the media", async () => {
    const collected = await collectAll(admin, { selection: search, ...all });
    expect(collected).toMatchObject({ products: 43, total: 43, skipped: { no_photo: 1 }, notFound: [] });
    expect(collected.phases).toEqual(["begin", "pages"]);
    expect(collected.photos.map(({ photoId }) => photoId)).toEqual(photoIds(shop));
    const { store } = shopify;
    for (const { cost } of store.calls.list()) expect(cost).toBeLessThanOrEqual(1000);
  });

  test("the first usable photo, however late it comes", async () => {
    const odd = { from: "search", filters: { vendor: "Odd" } } as const;
    const { photos } = await collectAll(admin, { selection: odd, ...first });
    expect(titles(photos)).toEqual(["Mixed", "Late"]);
    expect(photos.map(({ photoAlt }) => photoAlt)).toEqual(["mixed", "late-0"]);
    expect(photos[0]?.photoUrl).toMatch(/\/cdn\/shop\/files\/mixed\.jpg/);
  });

  test("products that have photos enough are left out", async () => {
    const collected = await collectAll(admin, { selection: search, ...first, fewerThanPhotos: 2 });
    expect(titles(collected.photos)).toEqual(["Mixed"]);
    expect(collected.skipped).toEqual({ no_photo: 1, enough_photos: 41 });
    const most = await collectAll(admin, { selection: search, ...first, fewerThanPhotos: 226 });
    expect(most.skipped).toEqual({ no_photo: 1, enough_photos: 1 });
  });

  test("counts what a search finds; nothing found is nothing collected", async () => {
    expect(await countProducts(admin, {})).toBe(43);
    expect(await countProducts(admin, { search: "mug" })).toBe(4);
    const none = await collectAll(admin, { selection: { from: "search", filters: { tag: "none" } }, ...all });
    expect(none).toMatchObject({ photos: [], products: 0, total: 0 });
  });

  test("chosen photos: what is gone or can't be used is skipped", async () => {
    const mixed = [...shop.products.values()].find(({ title }) => title === "Mixed");
    const productId = idOf(mixed?.id);
    const [, failed, good] = (mixed?.media ?? []).map(({ id }) => idOf(id));
    const chosen = [
      { productId, photoId: good ?? "" },
      { productId, photoId: failed ?? "" },
      { productId, photoId: "1" },
      { productId: "1", photoId: "1" },
    ];
    const collected = await collectAll(admin, { selection: { from: "photos", photos: chosen }, ...all });
    expect(collected.photos.map(({ photoAlt }) => photoAlt)).toEqual(["mixed"]);
    expect(collected.skipped).toEqual({ photo_not_usable: 1, photo_missing: 1, not_found: 1 });
  });
});

describe("a pasted list of SKUs and handles", () => {
  let shop: Shop;
  let admin: AdminApi;
  const QUOTED = `say "hi" \\ AND (x)`;
  beforeAll(() => {
    ({ shop, admin } = openShop(shopify, "list"));
    addMadeCatalogue(shopify.store, shop, { products: 700 });
    const product = (title: string, ...skus: string[]) => {
      const added = addProduct(shopify.store, shop, { title, variants: skus.map((sku) => ({ sku })) });
      addPhoto(shopify.store, added, title.toLowerCase());
    };
    product("Two variants", "TWO-A", "TWO-B");
    product("Shared one", "SHARED");
    product("Shared two", "SHARED");
    product("Quoted", QUOTED);
  });
  const collect = (words: string[]) => collectAll(admin, { selection: { from: "list", words }, ...first });
  const skuPadding = Array.from({ length: 500 }, (_, n) => `MADE-${n + 1}`);

  test.each([
    ["short", [], ["begin", "words", "products"]],
    ["long", skuPadding, ["begin", "bulk_start", "bulk_wait", "bulk_read"]],
  ])("a %s list: exactly what is named, each product once, and what is not there", async (_, pad, phases) => {
    const words = ["made-601", " MADE-602 ", "two-a", "TWO-B", "SHARED", QUOTED, "MADE-602", ""];
    const wrong = ["MADE-", "made", "*", "MADE-6*", "x".repeat(300), `" OR sku:MADE-1 OR "`];
    const collected = await collect([...words, ...wrong, ...pad]);
    expect(collected.phases).toEqual(phases);
    const found = collected.photos.map(({ productTitle }) => productTitle).filter((t) => !/ (\d+)$/.test(t));
    expect(found).toEqual(["Two variants", "Shared one", "Shared two", "Quoted"]);
    expect(collected.products).toBe(6 + pad.length);
    expect(collected.total).toBe(6 + pad.length);
    expect(collected.notFound).toEqual(wrong);
  });

  test("the order in which they were pasted", async () => {
    const { photos } = await collect(["MADE-5", "made-3", "MADE-9"]);
    expect(photos.map(({ productTitle }) => productTitle.split(" ").at(-1))).toEqual(["5", "3", "9"]);
  });

  test("a product that was deleted meanwhile is no trouble", async () => {
    const [gone] = [...shop.products.keys()];
    const collected = await collectAll(
      admin,
      { selection: { from: "list", words: ["MADE-1", "MADE-2"] }, ...first },
      (phase) => void (phase === "products" && shop.products.delete(gone ?? "")),
    );
    expect(collected.photos).toHaveLength(1);
  });

  test("nothing pasted, and too much of it", async () => {
    expect(await collect(["", "  "])).toMatchObject({ photos: [], notFound: [], total: 0 });
    const words = Array.from({ length: 50_001 }, (_, n) => `w${n}`);
    await expect(collect(words)).rejects.toMatchObject({ code: "list_too_long" });
  });
});

test("a state that this version does not know is refused by its name", async () => {
  const { admin } = openShop(shopify, "versions");
  const stored: CollectState = JSON.parse(`{ "phase": "pages", "page": 7 }`) as CollectState;
  const step = collectStep({ admin, fetch }, { selection: search, ...all }, stored);
  await expect(step).rejects.toMatchObject({ code: "catalogue_unreadable" });
});

test("more products than a batch takes are refused before anything is read", async () => {
  const { shop, admin } = openShop(shopify, "huge");
  addMadeCatalogue(shopify.store, shop, { products: 50_001, photosPerProduct: 0 });
  const step = collectStep({ admin, fetch }, { selection: search, ...all }, null);
  await expect(step).rejects.toMatchObject({ code: "too_many_products", data: { products: 50_001 } });
}, 30_000);

const photoIds = (shop: Shop): string[] => [...shop.products.values()].flatMap(idsOn);

const idsOn = ({ media }: Product) =>
  media.filter(({ type, status }) => type === "MediaImage" && status === "READY").map(({ id }) => idOf(id));
