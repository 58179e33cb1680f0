import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { dryRun, type DryRunRequest } from "../../app/publishing/dry-run.server.ts";
import {
  requestPublications,
  requestPublicationsOf,
} from "../../app/publishing/request-publications.server.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { mediaOf, publishOn } from "./published.ts";
import { altsOf, idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => void (await scene.db.image.deleteMany()));

function look(request: Partial<DryRunRequest>, shop = scene.domain) {
  return dryRun(scene.db, shop, scene.deps.adminFor(scene.domain), {
    ...{ scope: "approved", placement: "in_place", onVariants: true, asOf: scene.clock.now() },
    ...request,
  });
}
const aheadOf = ({ products }: Awaited<ReturnType<typeof look>>) =>
  products.map(({ title, images }) => [title, images.map(({ ahead }) => ahead)]);
const ofB = (product: Product) => scene.image(product, { photo: mediaOf(product, 1) });

test("product by product: where each image will stand, and what is left out and why", async () => {
  const [mug, full, gone] = [scene.addMug(), scene.addMug(), scene.addMug()];
  for (let n = 3; n < 250; n += 1) scene.photo(full, `${n}`);
  scene.shop.products.delete(gone.id);
  const ids = [await ofB(mug), await ofB(mug), await ofB(full), await ofB(gone)];
  ids.push(await scene.image(mug, { decision: "rejected" }));
  const before = stateOf(mug);
  const seen = await look({ scope: { imageIds: ids } });
  expect(aheadOf(seen)).toEqual([
    [
      mug.title,
      [
        { kind: "in_place", number: 2, variants: ["Blue"] },
        { kind: "follows", number: 3, variants: [] },
        "not_approved",
      ],
    ],
    [gone.title, ["product_deleted"]],
    [full.title, ["product_full"]],
  ]);
  expect(seen).toMatchObject({
    imageIds: expect.arrayContaining(ids.slice(0, 2)) as string[],
    leftOut: { not_approved: 1, product_deleted: 1, product_full: 1 },
    ...{ next: null, failure: null },
  });
  expect(seen.imageIds).toHaveLength(2);
  expect(stateOf(mug)).toEqual(before);
  expect(await scene.db.publication.count()).toBe(0);
});

test("it comes as it was said", async () => {
  const product = scene.addMug();
  const ids = [await ofB(product), await ofB(product)];
  const [seen] = (await look({ scope: { imageIds: ids } })).products;
  const [publication] = await scene.request(ids, "in_place", true);
  await scene.publish(publication?.id ?? "");
  const stands = async (image = "") => {
    const row = await scene.db.publication.findFirstOrThrow({ where: { imageId: image } });
    return product.media.findIndex(({ id }) => idOf(id) === row.mediaId) + 1;
  };
  for (const { image, ahead } of seen?.images ?? [])
    expect(ahead).toMatchObject({ number: await stands(image.id) });
});

test("an image that is there, or on its way, is left out", async () => {
  const product = scene.addMug();
  await publishOn(scene, product, "end");
  await scene.request([await scene.image(product)]);
  const ids = (await scene.db.image.findMany()).map(({ id }) => id);
  const seen = await look({ scope: { imageIds: ids } });
  expect(seen).toMatchObject({ imageIds: [], leftOut: { on_product: 1, on_the_way: 1 } });
});

test("many products come page by page, each once", async () => {
  const products = Array.from({ length: 12 }, () => scene.addMug());
  const ids: string[] = [];
  for (const product of products) ids.push(await scene.image(product));
  const first = await look({ scope: { imageIds: ids } });
  expect(first.products).toHaveLength(10);
  expect(first.imageIds).toHaveLength(12);
  const second = await look({ scope: { imageIds: ids }, after: first.next ?? "" });
  expect(second.next).toBeNull();
  const shown = [...first.products, ...second.products].map(({ productId }) => productId);
  expect(shown.toSorted()).toEqual(products.map(({ id }) => idOf(id)).toSorted());
});

test("of a batch: what is approved after somebody looked is not published", async () => {
  const [early, late] = [await scene.image(scene.addMug()), await scene.image(scene.addMug())];
  const { batchId } = await scene.db.image.findFirstOrThrow({ where: { id: early } });
  const decided = (id: string, at: Date) =>
    scene.db.image.updateMany({ where: { id }, data: { batchId, decidedAt: at } });
  const asOf = scene.clock.now();
  await decided(early, new Date(asOf.getTime() - 1));
  await decided(late, new Date(asOf.getTime() + 1));
  const seen = await look({ scope: { batchId }, asOf });
  expect(seen.products.flatMap(({ images }) => images.map(({ image }) => image.id))).toEqual([early]);
  const request = { shop: scene.domain, person, batchId, asOf, which: "approved", placement: "end" } as const;
  expect(await requestPublicationsOf(scene.deps, request)).toBe(1);
  expect((await scene.db.publication.findMany()).map(({ imageId }) => imageId)).toEqual([early]);
});

test("Shopify is away: the images are listed, and it is said", async () => {
  const product = scene.addMug();
  await scene.image(product);
  scene.faults.next.push({ operation: "PreviewProducts", fault: "error_500", times: 9 });
  const seen = await look({});
  expect(aheadOf(seen)).toEqual([[product.title, [null]]]);
  expect(seen).toMatchObject({ failure: "shopify_unreachable" });
  expect(seen.imageIds).toHaveLength(1);
  scene.faults.next.length = 0;
});

test("a stranger finds nothing", async () => {
  const id = await scene.image(scene.addMug());
  const refused = { code: "not_found" };
  await expect(look({ scope: { imageIds: [id] } }, "stranger.myshopify.com")).rejects.toMatchObject(refused);
  expect((await look({}, "stranger.myshopify.com")).products).toEqual([]);
});

test("on another product as well: recorded as a copy, and restored by itself", async () => {
  const [own, other] = [scene.addMug(), scene.addMug()];
  const before = stateOf(other);
  const id = await publishOn(scene, own, "end");
  const { imageId } = await scene.row(id);
  const to = { productId: idOf(other.id), productTitle: other.title };
  const seen = await look({ scope: { imageIds: [imageId] }, to: to.productId, placement: "first" });
  expect(seen).toMatchObject({ to, imageIds: [imageId], products: [{ productId: to.productId }] });
  const request = { shop: scene.domain, person, imageIds: [imageId], placement: "first", to } as const;
  const [copy] = await requestPublications(scene.deps, request);
  expect((await requestPublications(scene.deps, request))[0]).toMatchObject({ id: copy?.id, isNew: false });
  await scene.publish(copy?.id ?? "");
  expect(await scene.row(copy?.id ?? "")).toMatchObject({
    state: "live",
    isCopy: true,
    isLatest: true,
    ...to,
  });
  expect(await scene.row(id)).toMatchObject({ state: "live", isLatest: true });
  expect(altsOf(scene, other)[0]).toBe("Blue mug on marble");
  await scene.restore(copy?.id ?? "");
  expect(stateOf(other)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "live" });
});
