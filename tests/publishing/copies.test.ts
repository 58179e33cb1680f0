import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dryRun } from "../../app/publishing/dry-run.server.ts";
import {
  requestPublications,
  requestPublicationsOf,
} from "../../app/publishing/request-publications.server.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => void (await scene.db.image.deleteMany()));

function look(imageIds: string[], to: string) {
  return dryRun(scene.db, scene.domain, scene.deps.adminFor(scene.domain), {
    ...{ scope: { imageIds }, to, placement: "end", onVariants: false, asOf: scene.clock.now() },
  });
}

function copy(imageIds: string[], product: Product) {
  const to = { productId: idOf(product.id), productTitle: product.title };
  return requestPublications(scene.deps, { shop: scene.domain, person, imageIds, placement: "first", to });
}

test("Shopify is away: what was to be copied stays a copy to that product", async () => {
  const [own, other] = [scene.addMug(), scene.addMug()];
  const imageIds = [await scene.image(own)];
  scene.faults.next.push({ operation: "PreviewProducts", fault: "error_500", times: 9 });
  const seen = await look(imageIds, idOf(other.id));
  scene.faults.next.length = 0;
  expect(seen).toMatchObject({ failure: "shopify_unreachable", to: { productId: idOf(other.id) } });
});

test("to a product that is gone nothing is copied, not even what the page does not show", async () => {
  const [own, gone] = [scene.addMug(), scene.addMug()];
  scene.shop.products.delete(gone.id);
  const imageIds: string[] = [];
  for (let n = 0; n < 42; n += 1) imageIds.push(await scene.image(own));
  const seen = await look(imageIds, idOf(gone.id));
  expect(seen).toMatchObject({ imageIds: [], leftOut: { product_deleted: 42 } });
  expect(seen.to).toMatchObject({ productId: idOf(gone.id) });
});

test("a copy that failed is tried again where it was wanted, and not on its photo's product", async () => {
  const [own, other] = [scene.addMug(), scene.addMug()];
  const before = stateOf(own);
  const imageIds = [await scene.image(own), await scene.image(own)];
  const failed = [...(await copy(imageIds, other)), ...(await copy(imageIds.slice(0, 1), scene.addMug()))];
  const change = { state: "failed", failureCode: "product_full", activeImageId: null };
  await scene.db.publication.updateMany({ where: { id: { in: failed.map(({ id }) => id) } }, data: change });
  expect(await requestPublicationsOf(scene.deps, { shop: scene.domain, person, which: "failed" })).toBe(3);
  const wanted = await scene.db.publication.findMany({ where: { state: "pending" } });
  expect(wanted.every(({ isCopy, placement }) => isCopy && placement === "first")).toBe(true);
  const onOther = wanted.filter(({ productId }) => productId === idOf(other.id));
  expect(onOther.map(({ imageId }) => imageId).toSorted()).toEqual(imageIds.toSorted());
  await scene.publish(onOther[0]?.id ?? "");
  expect(await scene.row(onOther[0]?.id ?? "")).toMatchObject({ state: "live", isLatest: true });
  expect(stateOf(own)).toEqual(before);
  expect(await scene.db.publication.count({ where: { state: "failed", isLatest: true } })).toBe(0);
});
