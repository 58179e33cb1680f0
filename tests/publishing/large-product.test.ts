import { afterAll, beforeAll, expect, test } from "vitest";
import { createProductCalls } from "../../app/publishing/product-calls.server.ts";
import { createShopCalls } from "../../app/publishing/shop-calls.server.ts";
import { altsOf, asks, idOf, openScene, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

/** Shopify's limit of variants. */
const MOST_VARIANTS = 2_048;

function addLargeMug() {
  const product = scene.addMug();
  const template = product.variants[0];
  while (template && product.variants.length < MOST_VARIANTS) {
    const id = `gid://shopify/ProductVariant/${scene.store.nextId()}`;
    product.variants.push({ ...template, id, mediaIds: [product.media[0]?.id ?? ""] });
  }
  return product;
}

test("2,048 variants on a standard plan: the lease holds while they are read, and restore is exact", async () => {
  const product = addLargeMug();
  const before = stateOf(product);
  const [publication] = await scene.request([await scene.image(product)], "first");
  const id = publication?.id ?? "";
  let mostMs = 0;
  let lapsed = 0;
  const startedAt = scene.store.now();
  const adminFor = scene.adminWith(async (input, init) => {
    if (asks(init, "ReadMoreVariants")) {
      const { leaseUntil } = await scene.row(id);
      if (!leaseUntil || leaseUntil.getTime() < scene.store.now()) lapsed += 1;
      mostMs = Math.max(mostMs, scene.store.now() - startedAt);
    }
    return scene.fetch(input, init);
  });
  await scene.publish(id, { adminFor });
  expect(mostMs).toBeGreaterThan(60_000); // longer than a lease
  expect(lapsed).toBe(0);
  expect(altsOf(scene, product)[0]).toBe("Blue mug on marble");
  await scene.restore(id, { adminFor });
  expect(lapsed).toBe(0);
  expect(stateOf(product)).toEqual(before);
});

test(
  "a small product that is read in the same call does not wait for a large one",
  { timeout: 20_000 },
  async () => {
    const [small, large] = [scene.addMug(), addLargeMug()];
    let smallIsRead: () => void = () => {};
    const whenSmallIsRead = new Promise<void>((resolve) => (smallIsRead = resolve));
    const asked: string[] = [];
    const admin = scene.adminWith(async (input, init) => {
      if (asks(init, "ReadProducts")) asked.push("first pages");
      if (asks(init, "ReadMoreVariants")) await whenSmallIsRead;
      return scene.fetch(input, init);
    })(scene.domain);
    const shopCalls = createShopCalls(admin, scene.deps.wait ?? (async () => {}), () => false);
    const { signal } = new AbortController();
    const calls = createProductCalls(shopCalls, { admin, prolong: async () => {}, signal: () => signal });
    const both = [calls.readProduct(idOf(small.id)), calls.readProduct(idOf(large.id))] as const;
    expect((await both[0])?.variants).toHaveLength(2);
    smallIsRead();
    expect((await both[1])?.variants).toHaveLength(MOST_VARIANTS);
    expect(asked).toEqual(["first pages"]);
  },
);
