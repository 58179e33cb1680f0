import { afterAll, beforeAll, expect, test } from "vitest";
import { requestRestore } from "../../app/publishing/request-restore.server.ts";
import { moveMedia, removeMedia } from "../../sandbox/shopify/product-media.ts";
import { mediaOf, published, publishOn } from "./published.ts";
import { asks, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

/** The removing call is carried out, moves and unlinks more than it should, and its answer is lost. */
async function cutShort() {
  const { product, before, id } = await published(scene);
  const [, a, b] = product.media.map((media) => media.id);
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (!asks(init, "RemoveMedia")) return response;
    moveMedia(product, [{ id: b ?? "", newPosition: 0 }]);
    product.variants.forEach((variant, index) => (variant.mediaIds = index ? [a ?? ""] : []));
    throw new TypeError("terminated");
  });
  await scene.restore(id, { adminFor });
  expect(stateOf(product)).not.toEqual(before);
  expect(product.media).toHaveLength(3);
  scene.pass(10_000);
  return { product, before, id };
}

test("the answer to a removing call that moved more is lost: the next attempt puts it back", async () => {
  const { product, before, id } = await cutShort();
  await scene.restoreAgain(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
});

test("the same, with another of our images to restore: both, exactly", async () => {
  const product = scene.addMug();
  const before = stateOf(product);
  const ids = [await publishOn(scene, product, "first"), await publishOn(scene, product, "end")];
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (!asks(init, "RemoveMedia")) return response;
    moveMedia(product, [{ id: mediaOf(product, 1), newPosition: 0 }]);
    throw new TypeError("terminated");
  });
  await scene.restore(ids[0] ?? "", { adminFor });
  scene.pass(10_000);
  await requestRestore(scene.deps, { shop: scene.domain, person, publicationIds: ids });
  await scene.restoreAgain(ids[0] ?? "");
  expect(stateOf(product)).toEqual(before);
  for (const id of ids) expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
});

test("the same, and the merchant adds a photo before the next attempt: nothing more is touched", async () => {
  const { product, id } = await cutShort();
  scene.photo(product, "d");
  const edited = stateOf(product);
  await scene.restoreAgain(id);
  expect(stateOf(product)).toEqual(edited);
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
});

test("Shopify refuses to put back what moved: off the product, and it is said", async () => {
  const { id } = await cutShort();
  scene.faults.next.push({ operation: "MoveMedia", fault: "userErrors", times: 1 });
  await scene.restoreAgain(id);
  scene.faults.next = [];
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
});

test("Shopify refused the removal, later the merchant takes it off and moves a photo: that stays", async () => {
  const { product, id } = await published(scene);
  scene.faults.next.push({ operation: "RemoveMedia", fault: "userErrors", times: 1 });
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: "shopify_refused" });
  removeMedia(product, [mediaOf(product, 0)]);
  moveMedia(product, [{ id: mediaOf(product, 2), newPosition: 0 }]);
  const edited = stateOf(product);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(edited);
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
});
