import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteImage } from "../../app/library/delete-image.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { forgetMediaOf } from "../../app/publishing/forget-media.server.ts";
import type { Placement } from "../../app/publishing/placement.ts";
import { requestRestore, requestRestoreOf } from "../../app/publishing/request-restore.server.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { moveMedia, removeMedia } from "../../sandbox/shopify/product-media.ts";
import { altsOf, asks, idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

async function published(placement: Placement = "first") {
  const product = scene.addMug();
  const before = stateOf(product);
  return { product, before, id: await publishOn(product, placement) };
}

async function publishOn(product: Product, placement: Placement): Promise<string> {
  const [publication] = await scene.request([await scene.image(product)], placement);
  const id = publication?.id ?? "";
  await scene.publish(id);
  expect(await scene.row(id)).toMatchObject({ state: "live" });
  return id;
}

const mediaOf = (product: Product, index: number) => product.media[index]?.id ?? "";

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
  const { product, id } = await published();
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
  const { product, before, id } = await published();
  const extra = scene.photo(product, "d");
  await scene.restore(id);
  removeMedia(product, [extra.id]);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(before);
});

test("the merchant edits an alt text or moves our image: that is theirs to do, and no obstacle", async () => {
  const { product, id } = await published();
  const edited = product.media[2];
  if (edited) edited.alt = "edited";
  moveMedia(product, [{ id: mediaOf(product, 0), newPosition: 2 }]);
  await scene.restore(id);
  expect(altsOf(scene, product)).toEqual(["a", "edited", "c"]);
  expect(await scene.row(id)).toMatchObject({ state: "restored" });
});

test("the merchant took our image off already", async () => {
  const { product, before, id } = await published();
  removeMedia(product, [mediaOf(product, 0)]);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", activeImageId: null });
});

test("the merchant took our image off and changed more", async () => {
  const { product, id } = await published();
  removeMedia(product, [mediaOf(product, 0), mediaOf(product, 1)]);
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
});

test("the product was deleted", async () => {
  const { product, id } = await published();
  scene.shop.products.delete(product.id);
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "product_deleted" });
});

test("the answer to the removing call is lost", async () => {
  const { product, before, id } = await published();
  scene.faults.next.push({ operation: "RemoveMedia", fault: "drop_answer", times: 1 });
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "live", restoringAt: expect.any(Date) as Date });
  scene.pass(10_000);
  await scene.restoreAgain(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
});

test("whatever moved or came unlinked with our image is put back", async () => {
  const { product, before, id } = await published();
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

/** The removing call is carried out, moves and unlinks more than it should, and its answer is lost. */
async function cutShort() {
  const { product, before, id } = await published();
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
  const ids = [await publishOn(product, "first"), await publishOn(product, "end")];
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
  const { product, id } = await published();
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

test("three publications on one product, restored in any order, end exactly at the first snapshot", async () => {
  for (const order of [
    [0, 1, 2],
    [2, 1, 0],
    [1, 2, 0],
  ]) {
    const { product, before, id } = await published("first");
    const ids = [id, await publishOn(product, "after_photo"), await publishOn(product, "end")];
    for (const index of order) await scene.restore(ids[index] ?? "");
    expect(stateOf(product)).toEqual(before);
  }
});

async function deleteImageOf(id: string): Promise<void> {
  const { imageId } = await scene.row(id);
  const objects = { delete: async () => {} } as Partial<ObjectStore> as ObjectStore;
  await deleteImage({ db: scene.db, objects, beforeDeleted: forgetMediaOf }, scene.domain, imageId);
}

test("an image restored and deleted is no obstacle for another that was published while it was there", async () => {
  const { product, before, id } = await published("first");
  product.variants[1]?.mediaIds.push(mediaOf(product, 0)); // shows our image, as long as it is there
  const other = await publishOn(product, "end");
  product.variants[1]?.mediaIds.pop();
  await scene.restore(id);
  await deleteImageOf(id);
  await scene.restore(other);
  expect(await scene.row(other)).toMatchObject({ state: "restored", failureCode: null });
  expect(stateOf(product)).toEqual(before);
});

test("deleting an image forgets nothing of other products and other shops", async () => {
  const { product, id } = await published("first");
  const other = await publishOn(product, "end");
  const row = await scene.row(other);
  await scene.db.$transaction((tx) => forgetMediaOf(tx, "other.myshopify.com", row.imageId));
  expect((await scene.row(other)).snapshot).toEqual(row.snapshot);
  const elsewhere = await published("end");
  const { snapshot } = await scene.row(elsewhere.id);
  await scene.restore(id);
  await deleteImageOf(id);
  expect((await scene.row(elsewhere.id)).snapshot).toEqual(snapshot);
});

test("what a person removed and settled is no obstacle for one that was published while it was there", async () => {
  const product = scene.addMug();
  const before = stateOf(product);
  const [unclear] = await scene.request([await scene.image(product)], "end");
  const id = unclear?.id ?? "";
  scene.faults.next.push({ operation: "AttachImages", fault: "error_500", times: 1 });
  await scene.publish(id);
  const doubtful = scene.photo(product, "doubtful", { alt: "Blue mug on marble" });
  scene.pass(10_000);
  await scene.publish(id);
  expect(await scene.row(id)).toMatchObject({ state: "unclear" });
  const other = await publishOn(product, "end");
  removeMedia(product, [doubtful.id]);
  await scene.settle(id);
  await scene.restore(other);
  expect(await scene.row(other)).toMatchObject({ state: "restored", failureCode: null });
  expect(stateOf(product)).toEqual(before);
});

test("a photo that was there before, under the same alt text, is the merchant's however often one settles", async () => {
  const product = scene.addMug();
  const theirs = scene.photo(product, "theirs", { alt: "Blue mug on marble" });
  const [unclear] = await scene.request([await scene.image(product)], "end");
  const id = unclear?.id ?? "";
  scene.faults.next.push({ operation: "AttachImages", fault: "error_500", times: 1 });
  await scene.publish(id);
  scene.photo(product, "doubtful", { alt: "Blue mug on marble" });
  scene.pass(10_000);
  await scene.publish(id);
  await scene.settle(id);
  const other = await publishOn(product, "end");
  removeMedia(product, [theirs.id]);
  await scene.restore(other);
  expect(await scene.row(other)).toMatchObject({ state: "live", failureCode: "product_changed" });
});

test("the whole product is restored, by one removal of all", async () => {
  const { product, before, id } = await published("first");
  await publishOn(product, "first");
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
  const { product, id } = await published();
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
