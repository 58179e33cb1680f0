import { afterAll, beforeAll, expect, test } from "vitest";
import { published, mediaOf, publishOn } from "./published.ts";
import { altsOf, asks, idOf, openScene, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

const OURS = "Blue mug on marble";
/** The mug's photo b, which its blue variant shows. */
const OF_B = { photo: 1, onVariants: true };

test("in its photo's place, which moves to the end, and on its variants; restored exactly", async () => {
  const { product, before, id } = await published(scene, "in_place", OF_B);
  expect(altsOf(scene, product)).toEqual(["a", OURS, "c", "b"]);
  const row = await scene.row(id);
  expect(row).toMatchObject({ failureCode: null, variantIds: [idOf(product.variants[0]?.id ?? "")] });
  expect(product.variants.map(({ mediaIds }) => mediaIds)).toEqual([[mediaOf(product, 1)], []]);
  await scene.restore(id);
  expect(stateOf(product)).toEqual(before);
  expect(await scene.row(id)).toMatchObject({ state: "restored", restoreTo: null });
});

test("without the variants where that was not asked for", async () => {
  const { product } = await published(scene, "in_place", { photo: 1 });
  expect(product.variants[0]?.mediaIds).toEqual([mediaOf(product, 3)]);
});

test("of two images of one photo the first has its place and its variants, the other follows", async () => {
  const product = scene.addMug();
  const before = stateOf(product);
  const photo = mediaOf(product, 1);
  const images = [await scene.image(product, { photo }), await scene.image(product, { photo })];
  const [one, two] = await scene.request(images, "in_place", true);
  await scene.publish(one?.id ?? "");
  expect(altsOf(scene, product)).toEqual(["a", OURS, OURS, "c", "b"]);
  const [first, second] = await Promise.all([one, two].map(async (each) => scene.row(each?.id ?? "")));
  expect(product.media.slice(1, 3).map(({ id }) => idOf(id))).toEqual([first?.mediaId, second?.mediaId]);
  expect(product.variants[0]?.mediaIds.map(idOf)).toEqual([first?.mediaId]);
  expect(second?.variantIds).toEqual([]);
  await scene.restore(first?.id ?? "");
  expect(altsOf(scene, product)).toEqual(["a", OURS, "c", "b"]);
  await scene.restore(second?.id ?? "");
  expect(stateOf(product)).toEqual(before);
});

test("images in places, first and after, restored in any order, end exactly at the beginning", async () => {
  for (const order of [
    [0, 1, 2, 3],
    [3, 2, 1, 0],
    [1, 3, 0, 2],
  ]) {
    const { product, before, id } = await published(scene, "in_place", OF_B);
    const ids = [
      id,
      await publishOn(scene, product, "first", { photo: 0, onVariants: true }),
      await publishOn(scene, product, "in_place", { photo: 1 }),
      await publishOn(scene, product, "end"),
    ];
    for (const index of order) {
      await scene.restore(ids[index] ?? "");
      expect(await scene.row(ids[index] ?? "")).toMatchObject({ state: "restored", failureCode: null });
    }
    expect(stateOf(product)).toEqual(before);
  }
});

test.each(["LinkVariantMedia", "UnlinkVariantMedia", "MoveMedia", "RemoveMedia"])(
  "the answer to %s is lost: tried again, and exact",
  async (operation) => {
    const product = scene.addMug();
    const before = stateOf(product);
    const image = await scene.image(product, { photo: mediaOf(product, 1) });
    const [publication] = await scene.request([image], "in_place", true);
    const id = publication?.id ?? "";
    scene.faults.next.push({ operation, fault: "drop_answer", times: 1 });
    for (let attempt = 0; attempt < 2; attempt += 1) {
      await scene.publish(id);
      scene.pass(120_000);
    }
    expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: null });
    expect(altsOf(scene, product)).toEqual(["a", OURS, "c", "b"]);
    expect(product.variants[0]?.mediaIds).toEqual([mediaOf(product, 1)]);
    await scene.restore(id);
    scene.pass(120_000);
    await scene.restoreAgain(id);
    expect(stateOf(product)).toEqual(before);
    expect(await scene.row(id)).toMatchObject({ state: "restored", failureCode: null });
    scene.faults.next.length = 0;
  },
);

test("Shopify refuses the variants: they show what they showed, and the person is told", async () => {
  const product = scene.addMug();
  const links = stateOf(product).links;
  const image = await scene.image(product, { photo: mediaOf(product, 1) });
  const [publication] = await scene.request([image], "first", true);
  const id = publication?.id ?? "";
  let refusals = 2;
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (!asks(init, "LinkVariantMedia") || refusals === 0) return response;
    refusals -= 1;
    product.variants.forEach((variant) => (variant.mediaIds = []));
    const userErrors = [{ code: "INVALID", field: null, message: "no" }];
    return Response.json({ data: { productVariantAppendMedia: { userErrors } } });
  });
  await scene.publish(id, { adminFor });
  expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: "not_on_variants" });
  expect(stateOf(product).links).toEqual(links);
});

test("an image that is tried again later stands before those that were made after it", async () => {
  const product = scene.addMug();
  const images = [await scene.image(product), await scene.image(product), await scene.image(product)];
  const requested = await scene.request(images, "first");
  const idOfImage = (image = "") => requested.find(({ imageId }) => imageId === image)?.id ?? "";
  const [late = ""] = images.toSorted();
  await scene.db.publication.updateMany({
    where: { id: idOfImage(late) },
    data: { runAfter: new Date(scene.clock.now().getTime() + 60_000) },
  });
  await scene.publish(idOfImage(images.toSorted()[1]));
  scene.pass(61_000);
  await scene.publish(idOfImage(late));
  const rows = await Promise.all(images.toSorted().map((image) => scene.row(idOfImage(image))));
  expect(product.media.slice(0, 3).map(({ id }) => idOf(id))).toEqual(rows.map(({ mediaId }) => mediaId));
});
