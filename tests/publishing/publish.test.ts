import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Placement } from "../../app/publishing/placement.ts";
import { altsOf, idOf, openScene, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

const OURS = "Blue mug on marble";

async function published(placement: Placement = "end") {
  const product = scene.addMug();
  const before = stateOf(product);
  const [publication] = await scene.request([await scene.image(product)], placement);
  const id = publication?.id ?? "";
  await scene.publish(id);
  return { product, before, id };
}

test.each([
  ["end", ["a", "b", "c", OURS]],
  ["first", [OURS, "a", "b", "c"]],
  ["after_photo", ["a", OURS, "b", "c"]],
] as const)("published at %s, and restored exactly", async (placement, alts) => {
  const { product, before, id } = await published(placement);
  expect(altsOf(scene, product)).toEqual(alts);
  const ours = product.media.find(({ alt }) => alt === OURS);
  expect(ours).toMatchObject({ status: "READY", file: { mimeType: "image/jpeg" } });
  expect(ours?.file?.fileName).toMatch(/^blue-b-mug-b-on-surface-[0-9a-f]{8}\.jpg$/);
  const bytes = await scene.store.files.get(ours?.file?.path ?? "")?.load();
  expect((await sharp(bytes).metadata()).xmp?.toString()).toContain("compositeWithTrainedAlgorithmicMedia");
  expect(await scene.row(id)).toMatchObject({
    state: "live",
    mediaId: idOf(ours?.id ?? ""),
    failureCode: null,
  });

  await scene.restore(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", activeImageId: null, leaseToken: null });
});

test("a job delivered twice publishes once", async () => {
  const { product, id } = await published();
  await scene.publish(id);
  expect(altsOf(scene, product)).toEqual(["a", "b", "c", OURS]);
});

test("Shopify refuses the media: failed, nothing added, may be published again", async () => {
  const product = scene.addMug();
  const imageId = await scene.image(product);
  const [publication] = await scene.request([imageId]);
  scene.faults.next.push({ operation: "AttachImages", fault: "userErrors", times: 1 });
  await scene.publish(publication?.id ?? "");
  expect(await scene.row(publication?.id ?? "")).toMatchObject({
    state: "failed",
    failureCode: "shopify_refused",
  });

  const [again] = await scene.request([imageId]);
  expect(again?.id).not.toBe(publication?.id);
  await scene.publish(again?.id ?? "");
  expect(altsOf(scene, product)).toEqual(["a", "b", "c", OURS]);
});

test("media that Shopify can't process is taken off again", async () => {
  const product = scene.addMug();
  const before = stateOf(product);
  const [publication] = await scene.request([await scene.image(product)]);
  scene.faults.mediaFailRate = 1;
  await scene.publish(publication?.id ?? "").finally(() => (scene.faults.mediaFailRate = 0));
  expect(await scene.row(publication?.id ?? "")).toMatchObject({
    state: "failed",
    failureCode: "media_failed",
  });
  expect(stateOf(product)).toEqual(before);
});

test("a deleted product", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)]);
  scene.shop.products.delete(product.id);
  await scene.publish(publication?.id ?? "");
  expect(await scene.row(publication?.id ?? "")).toMatchObject({
    state: "failed",
    failureCode: "product_deleted",
    activeImageId: null,
  });
});

test("a full product", async () => {
  const product = scene.addMug();
  while (product.media.length < 250) scene.photo(product, `p${product.media.length}`);
  const [publication] = await scene.request([await scene.image(product)]);
  await scene.publish(publication?.id ?? "");
  expect(await scene.row(publication?.id ?? "")).toMatchObject({
    state: "failed",
    failureCode: "product_full",
  });
  expect(product.media).toHaveLength(250);
});

test("the 250th media fits, first of a product with a hundred variants", async () => {
  const product = scene.addMug();
  while (product.media.length < 249) scene.photo(product, `p${product.media.length}`);
  const template = product.variants[0];
  while (template && product.variants.length < 120) {
    const id = `gid://shopify/ProductVariant/${scene.store.nextId()}`;
    product.variants.push({ ...template, id, mediaIds: [product.media[product.variants.length]?.id ?? ""] });
  }
  const before = stateOf(product);
  const [publication] = await scene.request([await scene.image(product)], "first");
  await scene.publish(publication?.id ?? "");
  expect(altsOf(scene, product)[0]).toBe(OURS);
  await scene.restore(publication?.id ?? "");
  expect(stateOf(product)).toEqual(before);
});

test("Shopify throttles: it takes longer, nothing else", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)], "first");
  for (const operation of ["ReadProducts", "StageImages", "AttachImages", "MoveMedia"]) {
    scene.faults.next.push({ operation, fault: "throttled", times: 3 });
  }
  await scene.publish(publication?.id ?? "");
  expect(altsOf(scene, product)).toEqual([OURS, "a", "b", "c"]);
});

test("access is lost", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)]);
  const token = scene.shop.tokens[0];
  if (token) token.scopes = ["read_products"];
  await scene.publish(publication?.id ?? "").finally(() => token && (token.scopes = ["write_products"]));
  expect(await scene.row(publication?.id ?? "")).toMatchObject({
    state: "failed",
    failureCode: "shopify_access_lost",
  });
  expect(altsOf(scene, product)).toEqual(["a", "b", "c"]);
});

test("Shopify is away: tried six times, then failed", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)]);
  const id = publication?.id ?? "";
  scene.faults.errorRate = 1;
  for (let attempt = 1; attempt <= 6; attempt += 1) {
    await scene.publish(id);
    scene.pass(120_000);
  }
  scene.faults.errorRate = 0;
  expect(await scene.row(id)).toMatchObject({
    state: "failed",
    failureCode: "shopify_unreachable",
    attempt: 6,
  });
});

test("Shopify refuses to move it: live, and the person is told where it stands", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)], "first");
  const id = publication?.id ?? "";
  scene.faults.next.push({ operation: "MoveMedia", fault: "userErrors", times: 9 });
  await scene.publish(id);
  scene.faults.next = [];
  expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: "not_in_place" });
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
});
