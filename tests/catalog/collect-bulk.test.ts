import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { collectStep } from "../../app/catalog/collect.server.ts";
import type { AdminApi } from "../../app/platform/admin-api/admin-api.ts";
import { addMadeCatalogue } from "../../sandbox/shopify/catalogue/made-catalogue.ts";
import { noFaults } from "../../sandbox/shopify/faults.ts";
import type { BulkFault, Shop } from "../../sandbox/shopify/model.ts";
import { addMedia, addProduct } from "../../sandbox/shopify/store.ts";
import { collectAll } from "./collecting.ts";
import { addPhoto, idOf, openShop, startEmptyShopify, type Shopify } from "./shelf.ts";

const PRODUCTS = 3_000;
const ODD = `Smith "&" Sons (UK): A\\B $& كوب`;

let shopify: Shopify;
let shop: Shop;
let admin: AdminApi;
beforeAll(async () => {
  shopify = await startEmptyShopify();
  ({ shop, admin } = openShop(shopify, "bulk"));
  addMadeCatalogue(shopify.store, shop, { products: PRODUCTS, photosPerProduct: 2 });
  [...shop.products.values()].slice(0, 400).forEach((product) => (product.vendor = ODD));
  noDelay();
});
afterEach(() => {
  Object.assign(shopify.store.faults, noFaults());
  noDelay();
  shopify.store.bulkOperations.clear();
  shopify.store.calls.clear();
});
afterAll(() => shopify.stop());

const noDelay = () => void (shopify.store.faults.bulkDelayMs = 0);
const everything = { selection: { from: "search", filters: {} }, photoChoice: "all" } as const;
const photoIds = ({ products }: Shop) =>
  [...products.values()].flatMap(({ media }) => media.map(({ id }) => idOf(id)));
const strike = (...faults: BulkFault["fault"][]) =>
  void (shopify.store.faults.bulk = faults.map((fault) => ({ fault, times: 1 })));

test("10,000 products: every photo once and in order, in few calls", async () => {
  const large = openShop(shopify, "large");
  addMadeCatalogue(shopify.store, large.shop, { products: 10_000, photosPerProduct: 2 });
  const collected = await collectAll(large.admin, everything);
  expect(collected.phases).toEqual(["begin", "bulk_start", "bulk_wait", "bulk_read"]);
  expect(collected).toMatchObject({ products: 10_000, total: 10_000, skipped: {} });
  expect(collected.photos.map(({ photoId }) => photoId)).toEqual(photoIds(large.shop));
  expect(collected.photos[0]?.productTitle).toMatch(/ 1$/);
  expect(collected.photos[0]?.photoAlt).toMatch(/ 1, view 1$/);
  expect(shopify.store.calls.counts()).toMatchObject({ CountProducts: 1, StartBulkQuery: 1 });
});

test("the search stands in the bulk query as text, whatever it holds", async () => {
  const selection = { from: "search", filters: { vendor: ODD } } as const;
  const collected = await collectAll(admin, { selection, photoChoice: "first" });
  expect(collected.phases).toContain("bulk_read");
  expect(collected.photos).toHaveLength(400);
});

test("what is no photo, in bulk", async () => {
  const odd = openShop(shopify, "odd");
  addMadeCatalogue(shopify.store, odd.shop, { products: 400, photosPerProduct: 3 });
  addProduct(shopify.store, odd.shop, { title: "Bare" });
  const mixed = addProduct(shopify.store, odd.shop, { title: "Mixed" });
  addMedia(shopify.store, mixed, { type: "Video" });
  addMedia(shopify.store, mixed, { status: "PROCESSING" });
  addPhoto(shopify.store, mixed, "mixed");
  const collected = await collectAll(odd.admin, { ...everything, photoChoice: "first", fewerThanPhotos: 3 });
  expect(collected.photos.map(({ photoAlt }) => photoAlt)).toEqual(["mixed"]);
  expect(collected.skipped).toEqual({ no_photo: 1, enough_photos: 400 });
});

test.each<[string, BulkFault["fault"][]]>([
  ["fails", ["fail"]],
  ["times out, then fails", ["timeout", "fail"]],
  ["is cancelled by somebody", ["cancel"]],
  ["expires before it is read", ["expire"]],
])("a bulk query that %s is started again", async (_, faults) => {
  strike(...faults);
  const collected = await collectAll(admin, everything);
  expect(collected.photos.map(({ photoId }) => photoId)).toEqual(photoIds(shop));
  expect(shopify.store.calls.counts().StartBulkQuery).toBe(1 + faults.length);
});

test.each<[string, BulkFault["fault"][], string]>([
  ["fails again and again", ["fail", "fail", "fail", "fail"], "catalogue_unreadable"],
  ["is denied", ["access_denied"], "shopify_access_lost"],
])("a bulk query that %s is told by its name", async (_, faults, code) => {
  strike(...faults);
  await expect(collectAll(admin, everything)).rejects.toMatchObject({ code });
});

test("an address that dies, a download that breaks off: read on from there, nothing twice", async () => {
  let readings = 0;
  const collected = await collectAll(admin, everything, (phase) => {
    if (phase !== "bulk_read") return;
    readings += 1;
    if (readings % 2) strike(readings % 4 === 1 ? "dead_address" : "cut_result");
  });
  expect(readings).toBeGreaterThanOrEqual(4);
  expect(collected.photos.map(({ photoId }) => photoId)).toEqual(photoIds(shop));
  expect(shopify.store.calls.counts().StartBulkQuery).toBe(1);
});

test("a result that is lost half read can't be gone on with: said, not guessed", async () => {
  const collecting = collectAll(admin, everything, (_phase, { products }) => {
    if (products > 0) for (const operation of shopify.store.bulkOperations.values()) operation.expiresAt = 0;
  });
  await expect(collecting).rejects.toMatchObject({
    code: "catalogue_unreadable",
    data: { why: "EXPIRED", restarts: 0 },
  });
});

test("an address that stays dead is given up after some tries", async () => {
  shopify.store.faults.bulk = [{ fault: "dead_address", times: 1_000 }];
  await expect(collectAll(admin, everything)).rejects.toMatchObject({ code: "catalogue_unreadable" });
});

test("waits longer and longer for a place among Shopify's five, and for the end", async () => {
  shopify.store.faults.bulkDelayMs = 3_600_000;
  const start = { phase: "bulk_start", tries: 0, restarts: 0 } as const;
  for (let n = 0; n < 5; n += 1) {
    expect((await collectStep({ admin, fetch }, everything, start)).next).toMatchObject({
      phase: "bulk_wait",
    });
  }
  const busy = await collectStep({ admin, fetch }, everything, start);
  expect(busy).toMatchObject({ next: { ...start, tries: 1 }, photos: [] });
  const later = await collectStep({ admin, fetch }, everything, busy.next);
  expect(later.waitMs).toBeGreaterThan(busy.waitMs ?? Infinity);
  const endless = collectStep({ admin, fetch }, everything, { ...start, tries: 60 });
  await expect(endless).rejects.toMatchObject({ code: "shopify_throttled" });

  const [operation] = shopify.store.bulkOperations.values();
  const wait = { phase: "bulk_wait", operationId: operation?.id ?? "", restarts: 0 } as const;
  const soon = await collectStep({ admin, fetch }, everything, { ...wait, polls: 0 });
  const late = await collectStep({ admin, fetch }, everything, { ...wait, polls: 50 });
  expect(soon.waitMs).toBeLessThan(1_000);
  expect(late.waitMs).toBe(30_000);
});

test("another shop's bulk query is none of ours", async () => {
  const start = { phase: "bulk_start", tries: 0, restarts: 0 } as const;
  const { next } = await collectStep({ admin, fetch }, everything, start);
  const stranger = openShop(shopify, "stranger");
  const step = await collectStep({ admin: stranger.admin, fetch }, everything, next);
  expect(step.next).toMatchObject({ phase: "bulk_start", restarts: 1 });
});
