import { afterAll, beforeAll, expect, test } from "vitest";
import { deleteImage } from "../../app/library/delete-image.server.ts";
import type { ObjectStore } from "../../app/platform/objects/object-store.ts";
import { forgetMediaOf } from "../../app/publishing/forget-media.server.ts";
import { removeMedia } from "../../sandbox/shopify/product-media.ts";
import { mediaOf, published, publishOn } from "./published.ts";
import { openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

async function deleteImageOf(id: string): Promise<void> {
  const { imageId } = await scene.row(id);
  const objects = { delete: async () => {} } as Partial<ObjectStore> as ObjectStore;
  await deleteImage(
    { db: scene.db, objects, beforeDeleted: forgetMediaOf, forgetCopies: async () => {} },
    scene.domain,
    person,
    imageId,
  );
}

test("an image restored and deleted is no obstacle for another that was published while it was there", async () => {
  const { product, before, id } = await published(scene, "first");
  product.variants[1]?.mediaIds.push(mediaOf(product, 0)); // shows our image, as long as it is there
  const other = await publishOn(scene, product, "end");
  product.variants[1]?.mediaIds.pop();
  await scene.restore(id);
  await deleteImageOf(id);
  await scene.restore(other);
  expect(await scene.row(other)).toMatchObject({ state: "restored", failureCode: null });
  expect(stateOf(product)).toEqual(before);
});

test("deleting an image forgets nothing of other products and other shops", async () => {
  const { product, id } = await published(scene, "first");
  const other = await publishOn(scene, product, "end");
  const row = await scene.row(other);
  await scene.db.$transaction((tx) => forgetMediaOf(tx, "other.myshopify.com", [row.imageId]));
  expect((await scene.row(other)).snapshot).toEqual(row.snapshot);
  const elsewhere = await published(scene, "end");
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
  const other = await publishOn(scene, product, "end");
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
  const other = await publishOn(scene, product, "end");
  removeMedia(product, [theirs.id]);
  await scene.restore(other);
  expect(await scene.row(other)).toMatchObject({ state: "live", failureCode: "product_changed" });
});
