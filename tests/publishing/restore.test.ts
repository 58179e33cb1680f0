import { afterAll, beforeAll, expect, test } from "vitest";
import { requestRestore, requestRestoreOf } from "../../app/publishing/request-restore.server.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { moveMedia, removeMedia } from "../../sandbox/shopify/product-media.ts";
import { mediaOf, published, publishOn } from "./published.ts";
import { altsOf, asks, idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

test.each<[string, (product: Product) => void]>([
  ["adds a photo", (product) => scene.photo(product, "d")],
  ["removes a photo", (product) => removeMedia(product, [mediaOf(product, 1)])],
  ["moves a photo", (product) => moveMedia(product, [{ id: mediaOf(product, 3), newPosition: 0 }])],
  [
    "links a variant to another photo",
    (product) => void (product.variants[0]!.mediaIds = [mediaOf(product, 3)]),
  ],
  ["links a variant to our image", (product) => void (product.variants[0]!.mediaIds = [mediaOf(product, 0)])],
])("the merchant %s meanwhile: nothing is touched, and it is said", async (_what, edit) => {
  const { product, id } = await published(scene);
  edit(product);
  const edited = stateOf(product);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(edited);
  expect(await scene.row(id)).toMatchObject({
    state: "live",
    failureCode: "product_changed",
    restoringAt: null,
    leaseToken: null,
  });
});

test("when the merchant has undone the change, restore works", async () => {
  const { product, before, id } = await published(scene);
  const extra = scene.photo(product, "d");
  await scene.restore(id);
  removeMedia(product, [extra.id]);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(before);
});

test("the merchant edits an alt text or moves our image: that is theirs to do, and no obstacle", async () => {
  const { product, id } = await published(scene);
  const edited = product.media[2];
  if (edited) edited.alt = "edited";
  moveMedia(product, [{ id: mediaOf(product, 0), newPosition: 2 }]);
  await scene.restore(id);
  expect(altsOf(scene, product)).toEqual(["a", "edited", "c"]);
  expect(await scene.row(id)).toMatchObject({ state: "restored" });
});

test("the merchant took our image off already", async () => {
  const { product, before, id } = await published(scene);
  removeMedia(product, [mediaOf(product, 0)]);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", activeImageId: null });
});

test("the merchant took our image off and changed more", async () => {
  const { product, id } = await published(scene);
  removeMedia(product, [mediaOf(product, 0), mediaOf(product, 1)]);
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
});

test("the product was deleted", async () => {
  const { product, id } = await published(scene);
  scene.shop.products.delete(product.id);
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "product_deleted" });
});

test("the answer to the removing call is lost", async () => {
  const { product, before, id } = await published(scene);
  scene.faults.next.push({ operation: "RemoveMedia", fault: "drop_answer", times: 1 });
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "live", restoringAt: expect.any(Date) as Date });
  scene.pass(10_000);
  await scene.restoreAgain(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
});

test("whatever moved or came unlinked with our image is put back", async () => {
  const { product, before, id } = await published(scene);
  const [ours, a, b] = product.media.map((media) => media.id);
  let disturbed: ReturnType<typeof stateOf> | undefined;
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (asks(init, "RemoveMedia")) {
      moveMedia(product, [{ id: b ?? "", newPosition: 0 }]);
      product.variants.forEach((variant, index) => (variant.mediaIds = index ? [a ?? ""] : []));
      disturbed = stateOf(product);
    }
    return response;
  });
  await scene.restore(id, { adminFor });
  expect(disturbed?.media).toHaveLength(3);
  expect(disturbed).not.toEqual(before);
  expect(product.media.map((media) => media.id)).not.toContain(ours);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored" });
});

test("three publications on one product, restored in any order, end exactly at the first snapshot", async () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const { product, before, id } = await published(scene, "first");
    const ids = [id, await publishOn(scene, product, "after_photo"), await publishOn(scene, product, "end")];
    for (const index of order) await scene.restore(ids[index] ?? "");
    expect(stateOf(product)).toEqual(before);
  }
});

test("the whole product is restored, by one removal of all", async () => {
  const { product, before, id } = await published(scene, "first");
  await publishOn(scene, product, "first");
  const request = { shop: scene.domain, person, of: { productId: idOf(product.id) } };
  expect(await requestRestoreOf(scene.deps, request)).toBe(2);
  let removals = 0;
  const adminFor = scene.adminWith(async (input, init) => {
    if (asks(init, "RemoveMedia")) removals += 1;
    return scene.fetch(input, init);
  });
  await scene.restore(id, { adminFor });
  expect(removals).toBe(1);
  expect(stateOf(product)).toEqual(before);
  await expect(requestRestoreOf(scene.deps, request)).rejects.toMatchObject({
    code: "nothing_to_restore",
  });
});

test("a restored image may be published and restored again", async () => {
  const product = scene.addMug();
  const before = stateOf(product);
  const imageId = await scene.image(product);
  for (let time = 0; time < 2; time += 1) {
    const [publication] = await scene.request([imageId], "first");
    await scene.publish(publication?.id ?? "");
    expect(product.media).toHaveLength(4);
    await scene.restore(publication?.id ?? "");
    expect(stateOf(product)).toEqual(before);
  }
});

test("who may not edit products, asks for another shop's, or for nothing, changes nothing", async () => {
  const { product, id } = await published(scene);
  const viewer = { ...person, canEditProducts: false };
  const ask = (over: object) =>
    requestRestore(scene.deps, { shop: scene.domain, person, publicationIds: [id], ...over });
  await expect(ask({ person: viewer })).rejects.toMatchObject({ code: "no_product_permission" });
  await expect(ask({ shop: "other.myshopify.com" })).rejects.toMatchObject({ code: "not_found" });
  await expect(ask({ publicationIds: ["nothing"] })).rejects.toMatchObject({ code: "not_found" });
  const ofProduct = { shop: scene.domain, person: viewer, of: { productId: idOf(product.id) } };
  await expect(requestRestoreOf(scene.deps, ofProduct)).rejects.toMatchObject({
    code: "no_product_permission",
  });
  expect(await scene.row(id)).toMatchObject({ restoringAt: null });
});
