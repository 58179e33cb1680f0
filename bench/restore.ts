import { setTimeout as sleep } from "node:timers/promises";
import { PLACEMENTS } from "../app/publishing/placement.ts";
import { openDb, type Db } from "../app/platform/db/db.server.ts";
import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import type { Product } from "../sandbox/shopify/model.ts";
import { startRedis } from "../sandbox/redis.ts";
import { startSandbox, type Sandbox } from "../sandbox/start.ts";
import { EDITS, inOldOrder, ownOf, type Own } from "./rig/outside-edits.ts";
import { addPublishShop, type PublishShop } from "./rig/publish-shop.ts";
import { progress } from "./rig/rig.ts";

const SHAPE = { products: 200, photos: 4, imagesEach: 2, variants: 4, plan: "enterprise" } as const;
const IMAGES = SHAPE.products * SHAPE.imagesEach;
/** Every fourth product is changed by its merchant between publishing and restoring. */
const EDITED_EACH = 4;
const LONGEST_MS = 600_000;

/** What a product has to be in the end, and how its merchant chose. */
type Wanted = { product: Product; own: Own; choice: "old_order" | "keep_changes" | null };

/**
 * 400 images on 200 products, in every place and on variants; merchants change every fourth; all are restored, the worker
 * being killed in the middle, and those that were changed as their merchants choose. Compared in the store of the stand-in.
 */
export async function restore(): Promise<Record<string, unknown>> {
  await buildIfStale();
  const redis = await startRedis();
  if (!redis) throw new Error("This bench needs redis-server or valkey-server");
  const sandbox = await startSandbox();
  const env = { ...sandbox.env, REDIS_URL: redis.url, LOG_LEVEL: "warn" };
  const logFile = ".cache/bench/packshot.log";
  const web = await startApp({ entry: "server", env, logFile, readyUrl: `${sandbox.appUrl}/readyz` });
  const worker = await mortalWorker({ ...env, LEASE_SECONDS: "5", SWEEP_SECONDS: "1" }, logFile);
  const db = openDb(env.DATABASE_URL, 4);
  try {
    return await measured(sandbox, db, worker);
  } finally {
    await Promise.all([web.kill("SIGKILL"), worker.end()]);
    await db.$disconnect();
    await sandbox.stop();
    await redis.stop();
  }
}

type Worker = Awaited<ReturnType<typeof mortalWorker>>;

async function mortalWorker(env: Record<string, string>, logFile: string) {
  const start = () => startApp({ entry: "worker", env, logFile });
  let app = await start();
  let kills = 0;
  return {
    kills: () => kills,
    async dieAndRise() {
      kills += 1;
      await app.kill("SIGKILL");
      app = await start();
    },
    end: () => app.kill("SIGKILL"),
  };
}

async function measured(sandbox: Sandbox, db: Db, worker: Worker) {
  const { store } = sandbox.shopify;
  const shop = await addPublishShop(sandbox, db, "restore", SHAPE);
  const count = countOf(db, shop.domain);
  const before = shop.products.map((product) => ownOf(product, store.now()));
  for (const [n, placement] of PLACEMENTS.entries()) {
    const of = shop.products.filter((_product, index) => index % PLACEMENTS.length === n);
    await shop.publish(placement, { of, onVariants: "yes" });
  }
  await killedHalfway(worker, () => count({ state: "live" }), IMAGES);
  progress("published");

  const wanted = shop.products.map((product, n) => edited(product, before[n], n, sandbox));
  const startedAt = performance.now();
  await shop.restore();
  await killedHalfway(worker, async () => IMAGES - (await count({ restoringAt: { not: null } })), IMAGES);
  const waiting = await count({ state: "live", failureCode: "product_changed" });
  progress(`restored; ${waiting} images wait for a choice`);
  await choose(shop, wanted, { worker, db });
  await until(() => count({ state: "restored" }), IMAGES);

  const exact = wanted.filter(({ product, own }) => isSame(ownOf(product, store.now()), own));
  return {
    restored_exactly: exact.length,
    of: wanted.length,
    changed_meanwhile: wanted.filter(({ choice }) => choice !== null).length,
    images_that_waited: waiting,
    restore_s: Math.round((performance.now() - startedAt) / 100) / 10,
    kills: worker.kills(),
  };
}

/** Every place comes with every kind of change, and each of these with both choices. */
function edited(product: Product, before: Own | undefined, n: number, { shopify }: Sandbox): Wanted {
  if (!before) throw new Error("A product without a beginning");
  const round = Math.floor(n / PLACEMENTS.length);
  if (round % EDITED_EACH > 0) return { product, own: before, choice: null };
  const own = structuredClone(before);
  const edits = Object.values(EDITS);
  const turn = round / EDITED_EACH;
  ownOf(product, shopify.store.now()); // what Packshot had moved last is done
  edits[turn % edits.length]?.(product, own, shopify.store);
  const choice = Math.floor(turn / edits.length) % 2 === 0 ? "old_order" : "keep_changes";
  return { product, choice, own: choice === "old_order" ? inOldOrder(before, own) : own };
}

/** One by one where the old order is wanted; what still waits then all at once. */
async function choose(
  { posted, domain }: PublishShop,
  wanted: readonly Wanted[],
  { worker, db }: { worker: Worker; db: Db },
): Promise<void> {
  const old = wanted.filter(({ choice }) => choice === "old_order");
  for (const { product } of old) {
    const path = `/app/published/${product.id.split("/").at(-1)}`;
    await posted(path, "routes/app.published_.$id", { choice: "old_order" });
  }
  const count = countOf(db, domain);
  const moving = () => count({ restoringAt: { not: null } });
  const all = await moving();
  await killedHalfway(worker, async () => all - (await moving()), all);
  await posted("/app/published", "routes/app.published", { intent: "choose", choice: "keep_changes" });
}

function countOf(db: Db, shop: string) {
  return (where: NonNullable<Parameters<Db["publication"]["count"]>[0]>["where"]) =>
    db.publication.count({ where: { shop, ...where } });
}

/** The worker is killed when half is done, and another one does the rest. */
async function killedHalfway(worker: Worker, done: () => Promise<number>, all: number): Promise<void> {
  await until(done, all / 2);
  await worker.dieAndRise();
  await until(done, all);
}

async function until(done: () => Promise<number>, all: number): Promise<void> {
  const deadline = Date.now() + LONGEST_MS;
  while ((await done()) < all) {
    if (Date.now() > deadline) throw new Error(`${await done()} of ${all} after ${LONGEST_MS} ms`);
    await sleep(100);
  }
}

function isSame(one: Own, other: Own): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
