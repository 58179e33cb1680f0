import { afterAll, beforeAll, expect, test } from "vitest";
import { createLookSweep } from "../../app/publishing/look-again.server.ts";
import { LOOK_DAYS } from "../../app/publishing/look-days.ts";
import { takeProductLock } from "../../app/publishing/product-lock.server.ts";
import { createShopCalls } from "../../app/publishing/shop-calls.server.ts";
import { removeMedia } from "../../sandbox/shopify/product-media.ts";
import { mediaOf, published, publishOn } from "./published.ts";
import { asks, idOf, openScene, stateOf, type Scene } from "./scene.ts";

const DAY_MS = 86_400_000;

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

/** What a sweep asks Shopify for. */
function sweeper() {
  const asked: string[] = [];
  const adminFor = scene.adminWith(async (url, init) => {
    asked.push(["ReadOrders", "ReadProducts"].find((name) => asks(init, name)) ?? "something else");
    return scene.fetch(url, init);
  });
  const callsFor = (shop: string) =>
    createShopCalls(
      adminFor(shop),
      async () => {},
      () => false,
    );
  return { asked, sweep: createLookSweep({ ...scene.deps, adminFor, callsFor }) };
}

const imageOf = async (id: string) => {
  const { imageId } = await scene.row(id);
  return scene.db.image.findUniqueOrThrow({ where: { shop_id: { shop: scene.domain, id: imageId } } });
};

test("an image that the merchant took off the product is free again, and its window begins", async () => {
  const { product, before, id } = await published(scene);
  removeMedia(product, [mediaOf(product, 0)]);
  expect(stateOf(product)).toEqual(before);
  const { sweep, asked } = sweeper();
  await sweep();
  expect(asked).toEqual([]);
  expect(await imageOf(id)).toMatchObject({ unusedSince: null });
  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  await sweep();
  expect(await scene.row(id)).toMatchObject({
    ...{ state: "restored", failureCode: null, activeImageId: null, leaseToken: null },
  });
  expect(await imageOf(id)).toMatchObject({ unusedSince: expect.any(Date) as Date });
  expect(stateOf(product)).toEqual(before);
  const again = await scene.request([(await scene.row(id)).imageId], "end");
  expect(again).toHaveLength(1);
});

test("one that is there stays as it is, and is not looked at again for days", async () => {
  const { product, id } = await published(scene);
  scene.photo(product, "d"); // what else is on the product does not matter
  const before = await scene.row(id);
  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  const { sweep, asked } = sweeper();
  await sweep();
  const after = await scene.row(id);
  expect(after).toEqual({ ...before, attempt: 0, lookedAt: after.lookedAt });
  const looks = asked.length;
  expect(looks).toBeGreaterThan(0);
  await sweep();
  expect(asked).toHaveLength(looks);
  await scene.restore(id).catch(() => undefined);
  expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: "product_changed" });
});

test("of two on a product the one that is gone ends, partly where more was changed", async () => {
  const { product, id } = await published(scene);
  const other = await publishOn(scene, product, "end");
  removeMedia(product, [mediaOf(product, 0), mediaOf(product, 1)]); // ours, and one of the merchant's
  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  await sweeper().sweep();
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
  expect(await scene.row(other)).toMatchObject({ state: "live", failureCode: null });
});

test("nobody looks at a product that is in work, nor at those of a shop that left", async () => {
  const { product, id } = await published(scene);
  removeMedia(product, [mediaOf(product, 0)]);
  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  const now = scene.clock.now();
  const holder = { productId: idOf(product.id), token: "a worker" };
  await takeProductLock(scene.db, scene.domain, holder, now, new Date(now.getTime() + 60_000));
  await sweeper().sweep();
  expect(await scene.row(id)).toMatchObject({ state: "live", leaseToken: null });

  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  const gone = { where: { shop: scene.domain } };
  await scene.db.shop.update({ ...gone, data: { uninstalledAt: now } });
  const { sweep, asked } = sweeper();
  await sweep();
  expect(asked).toEqual([]);
  await scene.db.shop.update({ ...gone, data: { uninstalledAt: null } });
  await sweep();
  expect(await scene.row(id)).toMatchObject({ state: "restored" });
});

test("Shopify does not answer: it stays, and is looked at when it is its turn again", async () => {
  const { product, id } = await published(scene);
  removeMedia(product, [mediaOf(product, 0)]);
  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  const down = scene.adminWith(() => Promise.reject(new TypeError("fetch failed")));
  const callsFor = (shop: string) =>
    createShopCalls(
      down(shop),
      async () => {},
      () => false,
    );
  await createLookSweep({ ...scene.deps, adminFor: down, callsFor })();
  expect(await scene.row(id)).toMatchObject({ state: "live", leaseToken: null });
  scene.pass((LOOK_DAYS + 0.1) * DAY_MS);
  await sweeper().sweep();
  expect(await scene.row(id)).toMatchObject({ state: "restored" });
});
