import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { uninstall } from "../../app/privacy/uninstall.server.ts";
import type { QueuedJob } from "../../app/platform/queue/queue.ts";
import { dispatchProducts } from "../../app/publishing/dispatch.server.ts";
import { requestPublicationsOf } from "../../app/publishing/request-publications.server.ts";
import { sweepPublications } from "../../app/publishing/sweep.server.ts";
import type { Product } from "../../sandbox/shopify/model.ts";
import { altsOf, asks, openScene, person, stateOf, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => {
  await scene.db.image.deleteMany();
  await comeBack();
});

const OURS = "Blue mug on marble";
const leave = () => uninstall(scene.db, scene.domain, { triggeredAt: scene.clock.now() });
const shopIs = (data: object) => scene.db.shop.update({ where: { shop: scene.domain }, data });
const comeBack = () => shopIs({ uninstalledAt: null, suspendedAt: null });

async function dispatched(): Promise<QueuedJob[]> {
  const jobs: QueuedJob[] = [];
  const queue = { enqueue: async (queued: readonly QueuedJob[]) => void jobs.push(...queued) };
  await dispatchProducts({ ...scene.deps, queue });
  return jobs;
}

async function pending() {
  const product = scene.addMug();
  const before = stateOf(product);
  const [publication] = await scene.request([await scene.image(product)], "first");
  return { product, before, id: publication?.id ?? "" };
}

/** Publishes, and the shop leaves just when Shopify has carried out this. */
async function leavingAt(operation: string) {
  const one = await pending();
  let hasLeft = false;
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (asks(init, operation) && !hasLeft) {
      hasLeft = true;
      await leave();
    }
    return response;
  });
  await scene.publish(one.id, { adminFor });
  expect(hasLeft).toBe(true);
  return one;
}

const publishAll = () =>
  requestPublicationsOf(scene.deps, {
    ...{ shop: scene.domain, person },
    which: "approved",
    placement: "first",
  });

/** Whatever is due, until nothing is. */
async function workAll(products: readonly { product: Product; id: string }[]): Promise<void> {
  for (let round = 0; round < 10; round += 1) {
    if ((await dispatched()).length === 0) scene.pass(20_000);
    for (const { id } of products) await scene.publish(id);
  }
  expect(await dispatched()).toEqual([]);
}

test("the shop leaves while its images are attached: unclear, and not published again when it is back", async () => {
  const attaching = await leavingAt("AttachImages");
  expect(await scene.row(attaching.id)).toMatchObject({ state: "unclear", leaseToken: null });
  await comeBack();
  await expect(publishAll()).rejects.toMatchObject({ code: "nothing_to_publish" });
  await workAll([attaching]);
  expect(altsOf(scene, attaching.product)).toEqual(["a", "b", "c", OURS]);
});

test("the shop leaves while its images are moved: live, and restored exactly when it is back", async () => {
  const moving = await leavingAt("MoveMedia");
  expect(await scene.row(moving.id)).toMatchObject({ state: "live", failureCode: "not_in_place" });
  await comeBack();
  await expect(publishAll()).rejects.toMatchObject({ code: "nothing_to_publish" });
  await scene.restore(moving.id);
  expect(await scene.row(moving.id)).toMatchObject({ state: "restored" });
  expect(stateOf(moving.product)).toEqual(moving.before);
});

test("the shop leaves before anything is attached: failed, and published once when it is back", async () => {
  const staging = await leavingAt("StageImages");
  const waiting = await pending(); // asked for at the very moment
  const gone = { state: "failed", failureCode: "shop_gone", activeImageId: null };
  expect(await scene.row(staging.id)).toMatchObject(gone);
  await sweepPublications(scene.deps);
  expect(await scene.row(waiting.id)).toMatchObject(gone);
  await comeBack();
  expect(await publishAll()).toBe(2);
  await workAll([staging, waiting]);
  for (const { product } of [staging, waiting]) {
    expect(altsOf(scene, product)).toEqual([OURS, "a", "b", "c"]);
  }
});

test("the shop leaves in the middle of a restore: restored exactly when it is back", async () => {
  const one = await pending();
  await scene.publish(one.id);
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (asks(init, "RemoveMedia")) await leave();
    return response;
  });
  await scene.restore(one.id, { adminFor });
  expect(await scene.row(one.id)).toMatchObject({
    state: "live",
    restoringAt: null,
    failureCode: "shop_gone",
  });
  expect(await dispatched()).toEqual([]);
  await comeBack();
  await scene.restore(one.id);
  expect(await scene.row(one.id)).toMatchObject({ state: "restored", failureCode: null });
  expect(stateOf(one.product)).toEqual(one.before);
});

test("of a shop that has left nothing is dispatched or claimed", async () => {
  const { product, id } = await pending();
  await shopIs({ uninstalledAt: scene.clock.now() });
  expect(await dispatched()).toEqual([]);
  await scene.publish(id); // a job that was in the queue
  expect(altsOf(scene, product)).toEqual(["a", "b", "c"]);
  expect(await scene.row(id)).toMatchObject({ state: "pending", attempt: 0 });
});

test("the credentials of a shop with any number of publications are destroyed at once", async () => {
  const { id } = await pending();
  await scene.db.session.create({ data: { id: "offline", shop: scene.domain, isOnline: false, state: "" } });
  let leaving: Promise<void> | undefined;
  await scene.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "Publication" WHERE "id" = ${id} FOR UPDATE`; // a statement over all would wait
    leaving = leave();
    await expect.poll(() => scene.db.session.count({ where: { shop: scene.domain } })).toBe(0);
  });
  await leaving;
  expect(await scene.row(id)).toMatchObject({ state: "failed", failureCode: "shop_gone" });
});

test("more than one chunk of publications: the sweep ends the others, of shops that are away alone", async () => {
  const { id } = await pending();
  const { id: _id, snapshot: _snapshot, restoreTo: _restoreTo, ...row } = await scene.row(id);
  const many = Array.from({ length: 2_100 }, () => ({ ...row, activeImageId: null }));
  await scene.db.publication.createMany({ data: many });
  const left = () => scene.db.publication.count({ where: { state: "pending" } });
  await leave();
  expect(await left()).toBe(1_101);
  await comeBack();
  await sweepPublications(scene.deps);
  expect(await left()).toBe(1_101);
  await leave();
  await sweepPublications(scene.deps);
  expect(await left()).toBe(0);
});

test("a shop that is suspended in the middle of a bulk publish: what is made is published, and restored", async () => {
  const [one, two] = [await pending(), await pending()];
  const adminFor = scene.adminWith(async (input, init) => {
    const response = await scene.fetch(input, init);
    if (asks(init, "AttachImages")) await shopIs({ suspendedAt: scene.clock.now() });
    return response;
  });
  await scene.publish(one.id, { adminFor });
  expect(await dispatched()).toHaveLength(1);
  await scene.publish(two.id);
  for (const { id, product, before } of [one, two]) {
    expect(altsOf(scene, product)).toEqual([OURS, "a", "b", "c"]);
    await scene.restore(id);
    expect(stateOf(product)).toEqual(before);
  }
});
