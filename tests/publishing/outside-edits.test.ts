import { afterAll, beforeAll, expect, test } from "vitest";
import { compareProduct } from "../../app/publishing/compare-product.server.ts";
import { leaveAsTheyAre, requestRestoreChosen } from "../../app/publishing/request-restore.server.ts";
import { publishedCounts } from "../../app/publishing/published-products.server.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { moveMedia, removeMedia } from "../../sandbox/shopify/product-media.ts";
import { mediaOf, published, publishOn } from "./published.ts";
import { altsOf, asks, idOf, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());

const OF_B = { photo: 1, onVariants: true };
const CHANGED = { state: "live", failureCode: "product_changed", restoringAt: null };
const RESTORED = { state: "restored", failureCode: null, restoringAt: null, restoreTo: null };

/** An image in the place of b, which the blue variant showed: "a ours c b"; then the merchant changes something. */
async function changed(edit: (product: Product) => void) {
  const { product, id } = await published(scene, "in_place", OF_B);
  edit(product);
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject(CHANGED);
  return { product, id };
}
const alts = (product: Product) => altsOf(scene, product).join(" ");
const shown = (product: Product) =>
  product.variants.map(({ mediaIds }) => product.media.find(({ id }) => id === mediaIds[0])?.alt ?? "-");

type Edit = [string, (product: Product) => void, { old: string; kept: string }, ...string[]];
const EDITS: Edit[] = [
  ["adds a photo", (product) => scene.photo(product, "d"), { old: "a b c d", kept: "a b c d" }, "b", "b"],
  [
    "moves a photo",
    (product) => moveMedia(product, [{ id: mediaOf(product, 2), newPosition: 0 }]),
    { old: "a b c", kept: "c a b" },
    "b",
    "b",
  ],
  [
    "removes a photo",
    (product) => removeMedia(product, [mediaOf(product, 0)]),
    { old: "b c", kept: "b c" },
    "b",
    "b",
  ],
  [
    "shows another photo on the variant",
    (product) => void (product.variants[0]!.mediaIds = [mediaOf(product, 2)]),
    { old: "a b c", kept: "a b c" },
    "b",
    "c",
  ],
  [
    "moves our image",
    (product) => moveMedia(product, [{ id: mediaOf(product, 1), newPosition: 0 }]),
    { old: "a b c", kept: "b a c" },
    "b",
    "b",
  ],
];

test.each(EDITS)("the merchant %s; the person wants the old order", async (_what, edit, { old }, blue) => {
  const { product, id } = await changed(edit);
  await scene.choose(id, "old_order");
  expect(alts(product)).toBe(old);
  expect(shown(product)).toEqual([blue, "-"]);
  expect(await scene.row(id)).toMatchObject({ ...RESTORED, restoreChoice: "old_order" });
});

test.each(EDITS)("the merchant %s; the person keeps that", async (_what, edit, { kept }, _blue, blue) => {
  const { product, id } = await changed(edit);
  await scene.choose(id, "keep_changes");
  expect(alts(product)).toBe(kept);
  expect(shown(product)).toEqual([blue, "-"]);
  expect(await scene.row(id)).toMatchObject({ ...RESTORED, restoreChoice: "keep_changes" });
});

test("the answer to the removing call is lost: what was chosen is done by the next attempt", async () => {
  const { product, id } = await changed((mug) => moveMedia(mug, [{ id: mediaOf(mug, 2), newPosition: 0 }]));
  scene.faults.next.push({ operation: "RemoveMedia", fault: "drop_answer", times: 1 });
  await scene.choose(id, "keep_changes");
  expect(await scene.row(id)).toMatchObject({ state: "live", restoringAt: expect.any(Date) as Date });
  scene.pass(10_000);
  await scene.restoreAgain(id);
  expect(alts(product)).toBe("c a b");
  expect(await scene.row(id)).toMatchObject(RESTORED);
});

test("several images on the product, of before and after the change: one choice for all", async () => {
  const { product, before, id } = await published(scene, "first");
  moveMedia(product, [{ id: mediaOf(product, 3), newPosition: 1 }]);
  const later = await publishOn(scene, product, "end");
  await scene.restore(id);
  expect(await scene.row(id)).toMatchObject(CHANGED);
  const marked = await requestRestoreChosen(scene.deps, {
    ...{ shop: scene.domain, person, of: { productId: idOf(product.id) } },
    choice: "old_order",
  });
  expect(marked).toBe(1); // what does not wait is no part of it
  await scene.restoreAgain(id);
  expect(stateOf(product).media.slice(0, 3)).toEqual(before.media);
  expect(await scene.row(id)).toMatchObject(RESTORED);
  await scene.restore(later);
  expect(await scene.row(later)).toMatchObject(CHANGED);
  await scene.choose(later, "keep_changes");
  expect(stateOf(product)).toEqual(before);
});

test("a person leaves the product as it is: it stays, and nobody is asked any more", async () => {
  const { product, id } = await changed((mug) => scene.photo(mug, "d"));
  const asItIs = stateOf(product);
  const of = { productId: idOf(product.id) };
  const waiting = async () => (await publishedCounts(scene.db, scene.domain)).changed;
  const before = await waiting();
  expect((await publishedCounts(scene.db, "stranger.myshopify.com")).changed).toBe(0);
  const request = { shop: scene.domain, person, of };
  await leaveAsTheyAre(scene.deps, { ...request, shop: "stranger.myshopify.com" });
  expect(await waiting()).toBe(before);
  await leaveAsTheyAre(scene.deps, request);
  expect(await waiting()).toBe(before - 1);
  expect(await scene.row(id)).toMatchObject({ state: "live", failureCode: null });
  expect(stateOf(product)).toEqual(asItIs);
  await leaveAsTheyAre(scene.deps, request);
  const noted = await scene.db.auditEntry.findMany({ where: { action: "changes_left" } });
  const entry = { shop: scene.domain, personId: person.id, subject: "product", subjectId: of.productId };
  expect(noted).toMatchObject([{ ...entry, details: { images: 1 } }]);
  await expect(requestRestoreChosen(scene.deps, { ...request, choice: "old_order" })).rejects.toMatchObject({
    code: "nothing_to_restore",
  });
});

test("nobody without the permission chooses", async () => {
  const { id } = await changed((mug) => scene.photo(mug, "d"));
  const { productId } = await scene.row(id);
  const request = {
    ...{ shop: scene.domain, of: { productId } },
    person: { ...person, canEditProducts: false },
  };
  const refused = { code: "no_product_permission" };
  await expect(requestRestoreChosen(scene.deps, { ...request, choice: "old_order" })).rejects.toMatchObject(
    refused,
  );
  await expect(leaveAsTheyAre(scene.deps, request)).rejects.toMatchObject(refused);
});

test("the merchant changes the product again while it is being restored: partly, and it is said", async () => {
  const { product, id } = await changed((mug) => scene.photo(mug, "d"));
  const { productId } = await scene.row(id);
  await requestRestoreChosen(scene.deps, {
    shop: scene.domain,
    person,
    of: { productId },
    choice: "old_order",
  });
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (asks(init, "RemoveMedia")) removeMedia(product, [mediaOf(product, 0)]);
    return response;
  });
  await scene.restoreAgain(id, { adminFor });
  expect(await scene.row(id)).toMatchObject({ state: "partly_restored", failureCode: "restore_incomplete" });
});

test("what a person is shown: before, as Packshot left it, now, and what each choice leads to", async () => {
  const { product, id } = await changed((mug) => {
    moveMedia(mug, [{ id: mediaOf(mug, 2), newPosition: 0 }]);
    mug.variants[0]!.mediaIds = [mediaOf(mug, 0)];
    scene.photo(mug, "d");
  });
  const { productId } = await scene.row(id);
  const seen = await compareProduct(scene.db, scene.domain, scene.deps.adminFor(scene.domain), productId);
  const names = (media: { alt: string; imageId: string | null }[]) =>
    media.map(({ alt, imageId }) => (imageId ? "ours" : alt)).join(" ");
  expect(names(seen.before)).toBe("a b c");
  expect(names(seen.left)).toBe("a ours c b");
  expect(names(seen.now)).toBe("c a ours b d");
  expect(names(seen.afterOldOrder)).toBe("a b c d");
  expect(names(seen.afterKeeping)).toBe("c a b d");
  expect(seen).toMatchObject({
    ...{ title: product.title, waiting: 1, isMore: false },
    variants: [{ title: "Blue", before: { alt: "b" }, now: { alt: "c" } }],
  });
  await expect(
    compareProduct(scene.db, "stranger.myshopify.com", scene.deps.adminFor(scene.domain), productId),
  ).rejects.toMatchObject({ code: "not_found" });
});
