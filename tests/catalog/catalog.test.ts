import { afterAll, beforeAll, expect, test } from "vitest";
import { photosByIds } from "../../app/catalog/photos-by-ids.server.ts";
import { filterOptions, productById, searchProducts } from "../../app/catalog/products.server.ts";
import type { AdminApi } from "../../app/platform/admin-api/admin-api.ts";
import type { Product, Shop } from "../../sandbox/shopify/model.ts";
import { addCollection, addMedia, addProduct, type Store } from "../../sandbox/shopify/store.ts";
import { addPhoto, idOf, openShop, startEmptyShopify, type Shopify } from "./shelf.ts";

let shopify: Shopify;
let admin: AdminApi;
let shop: Shop;

beforeAll(async () => {
  shopify = await startEmptyShopify();
  ({ shop, admin } = openShop(shopify, "shelf"));
  stock(shopify.store, shop);
});
afterAll(() => shopify.stop());

const named = (title: string) => [...shop.products.values()].find((product) => product.title === title);
const titles = async (filters: Parameters<typeof searchProducts>[1]) =>
  (await searchProducts(admin, filters)).products.map(({ title }) => title);

test("pages forward and back, each product once, in order", async () => {
  const first = await searchProducts(admin, {});
  const second = await searchProducts(admin, { after: first.next ?? "" });
  expect(first.previous).toBeNull();
  expect(first.products).toHaveLength(20);
  expect(second.next).toBeNull();
  const all = [...first.products, ...second.products].map(({ title }) => title);
  expect(new Set(all).size).toBe(shop.products.size);
  const back = await searchProducts(admin, { before: second.previous ?? "" });
  expect(back.products).toEqual(first.products);
  expect(back.previous).toBeNull();
});

test("a page of twenty products with ten photos each is cheap", async () => {
  shopify.store.calls.clear();
  await searchProducts(admin, {});
  const [call] = shopify.store.calls.list();
  expect(call).toMatchObject({ operation: "SearchProducts" });
  expect(call?.cost).toBeLessThan(600);
});

test.each<[string, Parameters<typeof searchProducts>[1], string[]]>([
  ["the beginning of a word", { search: "kett" }, ["Copper kettle"]],
  ["several words", { search: "kettle copper" }, ["Copper kettle"]],
  ["a SKU", { search: "KET-" }, ["Copper kettle"]],
  ["a whole SKU", { sku: "KET-01" }, ["Copper kettle"]],
  ["a status", { status: "DRAFT" }, ["Copper kettle"]],
  ["a vendor with signs", { vendor: `Smith "&" Sons (UK): A\\B` }, ["Copper kettle"]],
  ["a type", { productType: "Kettle" }, ["Copper kettle"]],
  ["a tag", { tag: "new AND old" }, ["Copper kettle"]],
  ["HTML in the title", { search: "<b>Bold</b>" }, ["<b>Bold</b> tray"]],
  ["a right-to-left title", { search: "إبريق" }, ["إبريق شاي"]],
  ["syntax typed as text", { search: "kettle OR status:active" }, []],
  ["nothing that is there", { search: "zeppelin" }, []],
])("finds by %s", async (_what, filters, expected) => {
  expect(await titles(filters)).toEqual(expected);
});

test("finds by collection, and the filters list what can be chosen", async () => {
  const options = await filterOptions(admin);
  expect(options.collections.map(({ title }) => title)).toEqual(["Tea"]);
  expect(await titles({ collectionId: options.collections[0]?.id })).toEqual(["Copper kettle"]);
  expect(options.vendors).toContain(`Smith "&" Sons (UK): A\\B`);
  expect(options.productTypes).toEqual(["Kettle"]);
  expect(options.tags).toEqual(["new AND old"]);
});

test("reads all 250 media of a product; the list says how many it does not show", async () => {
  const id = idOf(named("Full shelf")?.id);
  const product = await productById(admin, id);
  expect(product).toMatchObject({ mediaCount: 250, hiddenPhotos: 0, otherMedia: 0 });
  expect(product?.photos).toHaveLength(250);
  const [listed] = (await searchProducts(admin, { search: "Full" })).products;
  expect(listed).toMatchObject({ mediaCount: 250, hiddenPhotos: 244 });
});

test("media that are no photos are counted, and a product may have none", async () => {
  const mixed = await productById(admin, idOf(named("Mixed media")?.id));
  expect(mixed?.photos).toHaveLength(1);
  expect(mixed).toMatchObject({ mediaCount: 4, otherMedia: 3 });
  const bare = await productById(admin, idOf(named("<b>Bold</b> tray")?.id));
  expect(bare).toMatchObject({ title: "<b>Bold</b> tray", photos: [], mediaCount: 0 });
});

test.each(["999", "abc", "1' OR 1=1", ""])("there is no product %j", async (id) => {
  expect(await productById(admin, id)).toBeNull();
});

test("chosen photos are read afresh, in their order, in few calls", async () => {
  const chosen = [...shop.products.values()]
    .filter((product) => product.title.startsWith("Cup"))
    .slice(0, 7)
    .map((product) => ({ productId: idOf(product.id), photoId: idOf(product.media[0]?.id) }));
  shopify.store.calls.clear();
  const photos = await photosByIds(admin, chosen);
  expect(photos.map(({ productId, photoId }) => ({ productId, photoId }))).toEqual(chosen);
  expect(photos[0]).toMatchObject({ productTitle: "Cup 01", photoAlt: "cup" });
  expect(photos[0]?.photoUrl).toMatch(/\/cdn\/shop\/files\/cup/);
  expect(shopify.store.calls.list()).toHaveLength(4);
  for (const { cost } of shopify.store.calls.list()) expect(cost).toBeLessThanOrEqual(1000);
});

test("photos of nothing, of another product, or without a picture are refused, each by its name", async () => {
  const mixed = named("Mixed media");
  const other = named("Cup 01");
  const ask = (product: Product | undefined, photo: string | undefined) =>
    photosByIds(admin, [{ productId: idOf(product?.id), photoId: idOf(photo) }]);
  const [, video, processing] = mixed?.media ?? [];
  await expect(ask(mixed, other?.media[0]?.id)).rejects.toMatchObject({ code: "photo_missing" });
  await expect(ask(mixed, video?.id)).rejects.toMatchObject({ code: "photo_not_usable" });
  await expect(ask(mixed, processing?.id)).rejects.toMatchObject({ code: "photo_not_usable" });
  const nothing = photosByIds(admin, [{ productId: "999", photoId: "1" }]);
  await expect(nothing).rejects.toMatchObject({ code: "not_found" });
  const injected = photosByIds(admin, [{ productId: `1") { id } }`, photoId: "1" }]);
  await expect(injected).rejects.toMatchObject({ code: "not_found" });
});

function stock(store: Store, shelf: Shop): void {
  const kettle = addProduct(store, shelf, {
    title: "Copper kettle",
    status: "DRAFT",
    vendor: `Smith "&" Sons (UK): A\\B`,
    productType: "Kettle",
    tags: ["new AND old"],
    variants: [{ sku: "KET-01" }],
  });
  addCollection(store, shelf, "Tea", [kettle.id]);
  addProduct(store, shelf, { title: "<b>Bold</b> tray" });
  addProduct(store, shelf, { title: "إبريق شاي" });
  const mixed = addProduct(store, shelf, { title: "Mixed media" });
  addPhoto(store, mixed, "mixed");
  addMedia(store, mixed, { type: "Video" });
  addMedia(store, mixed, { status: "FAILED" });
  addMedia(store, mixed, { type: "Model3d" });
  const full = addProduct(store, shelf, { title: "Full shelf" });
  for (let n = 0; n < 250; n += 1) addPhoto(store, full, `full-${n}`);
  for (let n = 1; n <= 30; n += 1) {
    addPhoto(store, addProduct(store, shelf, { title: `Cup ${String(n).padStart(2, "0")}` }), "cup");
  }
}
