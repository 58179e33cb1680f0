import { afterAll, beforeAll, expect, test } from "vitest";
import { PackshotError } from "../../app/platform/errors.ts";
import { requestRestore } from "../../app/publishing/request-restore.server.ts";
import { altsOf, asks, idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

const OURS = "Blue mug on marble";

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
