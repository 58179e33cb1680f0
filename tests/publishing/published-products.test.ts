import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { markForRestore } from "../../app/publishing/mark-for-restore.server.ts";
import { listPublishedProducts, publishedCounts } from "../../app/publishing/published-products.server.ts";
import { countLive, publicationsOfImages } from "../../app/publishing/publication-store.server.ts";
import { idOf, openScene, person, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => void (await scene.db.publication.deleteMany()));

const stranger = "stranger.myshopify.com";

async function pending() {
  const product = scene.addMug();
  const imageId = await scene.image(product);
  const [publication] = await scene.request([imageId]);
  return { product, imageId, id: publication?.id ?? "" };
}

const set = (id: string, data: object) =>
  scene.db.publication.update({ where: { shop_id: { shop: scene.domain, id } }, data });

test("a stranger sees nothing and marks nothing", async () => {
  const { id, imageId, product } = await pending();
  await set(id, { state: "live", liveAt: new Date() });
  const productId = idOf(product.id);
  const page = { show: "all", limit: 10 } as const;
  expect((await listPublishedProducts(scene.db, stranger, page)).products).toEqual([]);
  expect(await publishedCounts(scene.db, stranger)).toMatchObject({ all: 0, live: 0 });
  expect((await publicationsOfImages(scene.db, stranger, [imageId])).size).toBe(0);
  expect(await countLive(scene.db, stranger)).toBe(0);
  for (const which of [{ ids: [id] }, { productId }]) {
    const asked = { person, now: new Date(), choice: null, onMarked: () => {} };
    expect(await markForRestore(scene.db, stranger, which, asked)).toBe(0);
  }

  expect(await countLive(scene.db, scene.domain)).toBe(1);
  expect((await publicationsOfImages(scene.db, scene.domain, [imageId])).get(imageId)?.id).toBe(id);
  expect((await listPublishedProducts(scene.db, scene.domain, page)).products).toMatchObject([
    { productId, publications: [{ id }] },
  ]);
});

test("the Published page: products by their newest, each once, page by page", async () => {
  const products = [scene.addMug(), scene.addMug(), scene.addMug()];
  for (const product of [...products, products[0]!]) await scene.request([await scene.image(product)]);
  const pageOf = (before?: string) =>
    listPublishedProducts(scene.db, scene.domain, { show: "all", limit: 2, before });
  const first = await pageOf();
  const second = await pageOf(first.next ?? "");
  const ids = [...first.products, ...second.products].map(({ productId }) => productId);
  expect([...ids].sort()).toEqual(products.map(({ id }) => idOf(id)).sort());
  expect(ids[0]).toBe(idOf(products[0]!.id));
  expect(first.products[0]?.publications).toHaveLength(2);
  expect(second.next).toBeNull();
});

test("the Published page: no more lines than it bears, and every product on one page or the next", async () => {
  const products = [scene.addMug(), scene.addMug(), scene.addMug(), scene.addMug()];
  for (const product of products) {
    for (let n = 0; n < 7; n += 1) await scene.request([await scene.image(product)]);
  }
  const seen: string[] = [];
  for (let before: string | undefined; seen.length < products.length;) {
    const page = await listPublishedProducts(scene.db, scene.domain, { show: "all", limit: 10, before });
    expect(page.products.flatMap(({ publications }) => publications).length).toBeLessThanOrEqual(12);
    expect(page.products[0]).toMatchObject({ hasMore: true });
    seen.push(...page.products.map(({ productId }) => productId));
    before = page.next ?? undefined;
    if (!before) break;
  }
  expect(seen).toEqual(products.map(({ id }) => idOf(id)).reverse());
});
