import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { QueuedJob } from "../../app/platform/queue/queue.ts";
import { dispatchProducts } from "../../app/publishing/dispatch.server.ts";
import { publishedCounts } from "../../app/publishing/published-products.server.ts";
import { requestPublicationsOf } from "../../app/publishing/request-publications.server.ts";
import { requestRestoreOf } from "../../app/publishing/request-restore.server.ts";
import { takeProductLock, releaseProductLock } from "../../app/publishing/product-lock.server.ts";
import { sweepPublications } from "../../app/publishing/sweep.server.ts";
import { idOf, openScene, person, type Scene } from "./scene.ts";

let scene: Scene;
beforeAll(async () => void (scene = await openScene()));
afterAll(() => scene.close());
beforeEach(async () => void (await scene.db.publication.deleteMany()));

const stranger = "stranger.myshopify.com";

async function pending() {
  const product = scene.addMug();
  const imageId = await scene.image(product);
  const [publication] = await scene.request([imageId]);
  return { product, imageId, id: publication?.id ?? "" };
}

const set = (id: string, data: object) =>
  scene.db.publication.update({ where: { shop_id: { shop: scene.domain, id } }, data });

async function swept(): Promise<QueuedJob[]> {
  const jobs: QueuedJob[] = [];
  const enqueue = async (queued: readonly QueuedJob[]) => void jobs.push(...queued);
  await sweepPublications(scene.deps);
  await dispatchProducts({ ...scene.deps, queue: { enqueue } });
  return jobs;
}

test("one writer per product, until the lease is over or given back", async () => {
  await scene.db.shop.create({ data: { shop: stranger } });
  const productId = "1";
  const at = (seconds: number) => new Date(1_000_000 + seconds * 1000);
  const take = (token: string, from: number, shop = scene.domain) =>
    takeProductLock(scene.db, shop, { productId, token }, at(from), at(from + 60));
  expect(await take("one", 0)).toBe(true);
  expect(await take("two", 30)).toBe(false);
  expect(await take("other shop", 30, stranger)).toBe(true);
  expect(await take("one", 30)).toBe(true); // prolonged
  expect(await take("two", 61)).toBe(false);
  expect(await take("two", 91)).toBe(true);
  await releaseProductLock(scene.db, scene.domain, { productId, token: "one" });
  expect(await take("one", 92)).toBe(false);
  await releaseProductLock(scene.db, scene.domain, { productId, token: "two" });
  expect(await take("one", 92)).toBe(true);
});

test("of many who want the lock at once, one gets it", async () => {
  const now = new Date();
  const until = new Date(now.getTime() + 60_000);
  const taken = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      takeProductLock(scene.db, scene.domain, { productId: "2", token: String(n) }, now, until),
    ),
  );
  expect(taken.filter(Boolean)).toHaveLength(1);
});

test("a look hands out the products with something due that nobody holds", async () => {
  const now = scene.clock.now().getTime();
  const due = await pending();
  const left = await pending();
  await set(left.id, {
    state: "processing",
    attempt: 2,
    leaseToken: "dead",
    leaseUntil: new Date(now - 1000),
  });
  const held = await pending();
  await set(held.id, { state: "uploading", leaseToken: "alive", leaseUntil: new Date(now + 30_000) });
  const later = await pending();
  await set(later.id, { runAfter: new Date(now + 60_000) });
  const over = await pending();
  await set(over.id, { state: "live" });
  const restoring = await pending();
  await set(restoring.id, { state: "live", restoringAt: new Date(now) });

  const job = (name: string, { product }: { product: { id: string } }, attempt: number) =>
    expect.objectContaining({
      job: { name, shop: scene.domain, id: idOf(product.id) },
      attempt,
    }) as QueuedJob;
  const jobs = await swept();
  expect(jobs).toHaveLength(3);
  expect(jobs).toEqual(
    expect.arrayContaining([
      job("publish_product", due, 0),
      job("publish_product", left, 2),
      job("restore_product", restoring, 0),
    ]),
  );
});

test("what was interrupted too often ends: by what is known of the product", async () => {
  const worn = { state: "processing", attempt: 8, leaseToken: "dead", leaseUntil: new Date(0) };
  const attachingAt = new Date();
  const ends: [object, object][] = [
    [{}, { state: "failed", failureCode: "interrupted", activeImageId: null }],
    [{ attachingAt }, { state: "unclear", failureCode: "media_unclear" }],
    [
      { attachingAt, mediaId: "9" },
      { state: "live", failureCode: "not_in_place" },
    ],
    [
      { attachingAt, mediaId: "9", detachingAt: attachingAt },
      { state: "unclear", failureCode: "media_unclear" },
    ],
    [
      { state: "live", restoringAt: attachingAt },
      { state: "live", failureCode: "interrupted", restoringAt: null },
    ],
  ];
  const rows = [];
  for (const [before, after] of ends) {
    const { id } = await pending();
    await set(id, { ...worn, ...before });
    rows.push({ id, after });
  }
  expect(await swept()).toEqual([]);
  for (const { id, after } of rows) expect(await scene.row(id)).toMatchObject({ ...after, leaseToken: null });
});

test("a shop with many products waiting leaves room: a bounded number of one shop, less what is in work", async () => {
  const now = scene.clock.now();
  const { id } = await pending();
  const { id: _id, shop: _shop, snapshot: _snapshot, restoreTo: _to, ...row } = await scene.row(id);
  await scene.db.publication.deleteMany();
  await scene.db.productLock.deleteMany();
  await scene.db.publication.createMany({
    data: Array.from({ length: 40 }, (_, n) => ({
      ...row,
      shop: scene.domain,
      activeImageId: null,
      productId: String(1000 + n),
    })),
  });
  const until = new Date(now.getTime() + 60_000);
  await takeProductLock(scene.db, scene.domain, { productId: "1000", token: "busy" }, now, until);
  const jobs = await swept();
  await releaseProductLock(scene.db, scene.domain, { productId: "1000", token: "busy" });
  expect(jobs).toHaveLength(17); // of 18, one is in work
  expect(jobs[0]).toMatchObject({ job: { id: "1001" }, priority: 2 });
});

test("a whole batch is published, retried and restored", async () => {
  const images = [await scene.image(scene.addMug()), await scene.image(scene.addMug())];
  const { batchId } = await scene.db.image.findFirstOrThrow({ where: { id: images[0] } });
  await scene.db.image.updateMany({ where: { id: { in: images } }, data: { batchId } });
  const asker = { shop: scene.domain, person };
  const wanted = { ...asker, which: "approved", batchId, placement: "first" } as const;
  expect(await requestPublicationsOf(scene.deps, wanted)).toBe(2);
  await expect(requestPublicationsOf(scene.deps, wanted)).rejects.toMatchObject({
    code: "nothing_to_publish",
  });
  await expect(requestPublicationsOf(scene.deps, { ...wanted, shop: stranger })).rejects.toMatchObject({
    code: "not_found",
  });

  await scene.db.publication.updateMany({ data: { state: "failed", activeImageId: null } });
  expect(await publishedCounts(scene.db, scene.domain, batchId)).toMatchObject({ failed: 2, retryable: 2 });
  const again = { ...asker, which: "failed", batchId } as const;
  expect(await requestPublicationsOf(scene.deps, again)).toBe(2);
  expect(await publishedCounts(scene.db, scene.domain, batchId)).toMatchObject({ failed: 0, moving: 2 });
  const latest = await scene.db.publication.findMany({ where: { isLatest: true } });
  expect(latest.map(({ placement }) => placement)).toEqual(["first", "first"]);

  await scene.db.publication.updateMany({ where: { isLatest: true }, data: { state: "live" } });
  expect(await requestRestoreOf(scene.deps, { ...asker, of: { batchId } })).toBe(2);
  expect((await swept()).map(({ job }) => job.name)).toEqual(["restore_product", "restore_product"]);
});
