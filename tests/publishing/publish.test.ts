import sharp from "sharp";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PackshotError } from "../../app/platform/errors.ts";
import { requestRestore } from "../../app/publishing/request-restore.server.ts";
import type { Placement } from "../../app/publishing/placement.ts";
import { altsOf, asks, idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

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

test("the answer to the attaching call is lost: one media", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)], "first");
  const id = publication?.id ?? "";
  scene.faults.next.push({ operation: "AttachImages", fault: "drop_answer", times: 1 });
  await scene.publish(id);
  expect(await scene.row(id)).toMatchObject({ state: "processing", mediaId: null, leaseToken: null });
  await scene.publish(id);
  expect((await scene.row(id)).attempt).toBe(1); // not due yet: Shopify is given a moment
  scene.pass(10_000);
  await scene.publish(id);
  expect(altsOf(scene, product)).toEqual([OURS, "a", "b", "c"]);
  expect(await scene.row(id)).toMatchObject({ state: "live" });
});

test.each<[string, (answer: { data: object }) => object]>([
  [
    "an error in a part of it",
    ({ data }) => ({ data, errors: [{ message: "No", path: ["productUpdate"] }] }),
  ],
  ["no payload", () => ({ data: { productUpdate: null } })],
  [
    "a part denied",
    () => ({
      data: { productUpdate: null },
      errors: [
        {
          message: "No",
          path: ["productUpdate", "product", "media"],
          extensions: { code: "ACCESS_DENIED" },
        },
      ],
    }),
  ],
])("the attaching call is carried out and answered with %s: one media", async (_what, change) => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)]);
  const id = publication?.id ?? "";
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    return asks(init, "AttachImages")
      ? Response.json(change((await response.json()) as { data: object }))
      : response;
  });
  await scene.publish(id, { adminFor });
  scene.pass(10_000);
  await scene.publish(id);
  expect(altsOf(scene, product)).toEqual(["a", "b", "c", OURS]);
  expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: null });
});

test("the attaching call fails before it is carried out: attached again, once", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)]);
  const id = publication?.id ?? "";
  scene.faults.next.push({ operation: "AttachImages", fault: "error_500", times: 1 });
  await scene.publish(id);
  scene.pass(10_000);
  await scene.publish(id);
  expect(altsOf(scene, product)).toEqual(["a", "b", "c"]);
  scene.pass(80_000); // now Shopify would have carried it out
  await scene.publish(id);
  expect(altsOf(scene, product)).toEqual(["a", "b", "c", OURS]);
  expect(await scene.row(id)).toMatchObject({ state: "live" });
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

test("two publications of one product are one update; a second job at the same time does nothing", async () => {
  const product = scene.addMug();
  const before = stateOf(product);
  const images = [await scene.image(product), await scene.image(product, { photo: product.media[1]?.id })];
  const [one, two] = await scene.request(images, "after_photo");
  let updates = 0;
  const adminFor = scene.adminWith(async (input, init) => {
    if (asks(init, "AttachImages")) updates += 1;
    return scene.fetch(input, init);
  });
  await Promise.all([one, two].map((each) => scene.publish(each?.id ?? "", { adminFor })));
  expect(updates).toBe(1);
  expect(altsOf(scene, product)).toEqual(["a", OURS, "b", OURS, "c"]);

  await scene.restore(one?.id ?? "");
  expect(altsOf(scene, product)).toHaveLength(4);
  await scene.restore(two?.id ?? "");
  expect(stateOf(product)).toEqual(before);
});

test("somebody adds media with the same alt text while ours is attached: ours is told by its file name", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)], "first");
  const id = publication?.id ?? "";
  const theirs = () =>
    scene.photo(product, "theirs", {
      alt: OURS,
      status: "UPLOADED",
      file: null,
      pending: pendingOf("theirs"),
    });
  const adminFor = scene.adminWith(async (input, init) => {
    if (asks(init, "AttachImages")) theirs();
    return scene.fetch(input, init);
  });
  await scene.publish(id, { adminFor });
  const row = await scene.row(id);
  expect(row.state).toBe("live");
  expect(product.media).toHaveLength(5);
  const ours = product.media.find((media) => idOf(media.id) === row.mediaId);
  expect(ours?.file?.fileName).toBe(row.fileName);

  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject({
    state: "live",
    failureCode: "product_changed",
    restoringAt: null,
  });
});

test("the same, and our own call never arrived: unclear, nothing attached again", async () => {
  const product = scene.addMug();
  const [publication] = await scene.request([await scene.image(product)]);
  const id = publication?.id ?? "";
  scene.faults.next.push({ operation: "AttachImages", fault: "error_500", times: 1 });
  await scene.publish(id);
  scene.photo(product, "theirs", { alt: OURS });
  scene.pass(10_000);
  await scene.publish(id);
  expect(await scene.row(id)).toMatchObject({ state: "unclear", failureCode: "media_unclear" });
  expect(product.media).toHaveLength(4);

  // A person looks, puts it right and says so: the image is free again.
  await scene.settle(id, { canEditProducts: false }).catch(() => "refused");
  expect(await scene.row(id)).toMatchObject({ state: "unclear" });
  await scene.settle(id);
  expect(await scene.row(id)).toMatchObject({ state: "failed", failureCode: "settled", activeImageId: null });
});

function pendingOf(name: string) {
  const now = scene.store.now();
  const file = {
    path: `/cdn/shop/files/${name}.jpg`,
    fileName: `${name}.jpg`,
    width: 9,
    height: 9,
    bytes: 1,
    mimeType: "image/jpeg",
  };
  return { processingAt: now, doneAt: now + 500, errors: [], file };
}

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

async function several(count: number, prepare: (product: ReturnType<Scene["addMug"]>) => void = () => {}) {
  const product = scene.addMug();
  prepare(product);
  const before = stateOf(product);
  const images = [];
  for (let n = 0; n < count; n += 1) images.push(await scene.image(product));
  const publications = await scene.request(images, "first");
  const ids = publications
    .sort((a, b) => (a.imageId < b.imageId ? -1 : 1)) // the order in which they were made
    .map(({ id }) => id);
  return { product, before, ids, rows: () => Promise.all(ids.map((id) => scene.row(id))) };
}

test("several images of a product stand first in the order they were made, and are restored together", async () => {
  const { product, before, ids, rows } = await several(3);
  await scene.publish(ids[0] ?? "");
  expect(await rows()).toMatchObject([{ state: "live" }, { state: "live" }, { state: "live" }]);
  expect(product.media.map(({ id }) => idOf(id)).slice(0, 3)).toEqual(
    (await rows()).map(({ mediaId }) => mediaId),
  );
  expect(altsOf(scene, product)).toEqual([OURS, OURS, OURS, "a", "b", "c"]);
  await requestRestore(scene.deps, { shop: scene.domain, person, publicationIds: ids });
  await scene.restoreAgain(ids[0] ?? "");
  expect(stateOf(product)).toEqual(before);
});

test("a product with room for one more: one is added, the others say why not", async () => {
  const { product, ids, rows } = await several(3, (mug) => {
    while (mug.media.length < 249) scene.photo(mug, `p${mug.media.length}`);
  });
  await scene.publish(ids[0] ?? "");
  const full = { state: "failed", failureCode: "product_full", activeImageId: null };
  expect(await rows()).toMatchObject([{ state: "live" }, full, full]);
  expect(altsOf(scene, product)[0]).toBe(OURS);
  expect(product.media).toHaveLength(250);
});

test("one image that Shopify can't process is taken off; the others are live", async () => {
  const { product, ids, rows } = await several(3);
  const random = scene.store.random;
  let drawn = 0;
  scene.store.random = () => (++drawn === 5 ? 0 : 0.99); // three draws are about the call, then one for each media
  const adminFor = scene.adminWith(async (input, init) => {
    if (asks(init, "AttachImages")) {
      drawn = 0;
      scene.faults.mediaFailRate = 0.5;
    }
    return scene.fetch(input, init).finally(() => (scene.faults.mediaFailRate = 0));
  });
  await scene.publish(ids[0] ?? "", { adminFor }).finally(() => (scene.store.random = random));
  const states = (await rows()).map(({ state, failureCode }) => failureCode ?? state);
  expect(states.sort()).toEqual(["live", "live", "media_failed"]);
  expect(altsOf(scene, product)).toEqual([OURS, OURS, "a", "b", "c"]);
});

test("an update that is refused is tried again image by image", async () => {
  const { product, ids, rows } = await several(2);
  scene.faults.next.push({ operation: "AttachImages", fault: "userErrors", times: 2 });
  await scene.publish(ids[0] ?? "");
  expect(await rows()).toMatchObject([
    { state: "failed", failureCode: "shopify_refused" },
    { state: "live" },
  ]);
  expect(altsOf(scene, product)).toEqual([OURS, "a", "b", "c"]);
});

test("an image whose file is gone fails alone", async () => {
  const { product, ids, rows } = await several(2);
  let asked = 0;
  const objects = {
    ...scene.deps.objects,
    get: async (...args: Parameters<typeof scene.deps.objects.get>) => {
      if (++asked === 1) throw new PackshotError("image_file_gone");
      return scene.deps.objects.get(...args);
    },
  };
  await scene.publish(ids[0] ?? "", { objects });
  expect((await rows()).map(({ state }) => state).sort()).toEqual(["failed", "live"]);
  expect(altsOf(scene, product)).toHaveLength(4);
});
