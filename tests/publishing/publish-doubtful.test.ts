import { afterAll, beforeAll, expect, test } from "vitest";
import { altsOf, asks, idOf, openScene, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

const OURS = "Blue mug on marble";

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
