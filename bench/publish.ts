import { openDb } from "../app/platform/db/db.server.ts";
import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { startRedis } from "../sandbox/redis.ts";
import { startSandbox } from "../sandbox/start.ts";
import { addPublishShop, type PublishShop } from "./rig/publish-shop.ts";
import { progress } from "./rig/rig.ts";
import { median, rounded2, spread } from "./statistics.ts";

const SHAPE = { products: 100, photos: 3, imagesEach: 3 };
const IMAGES = SHAPE.products * SHAPE.imagesEach;
const CALL_MS = 100;
/** Shopify's standard plan: what the bucket holds, and what flows back in a second. */
const BUCKET = 2_000;
const RESTORE_RATE = 100;
/**
 * The longest chain of one product: read, stage, update, statuses, reorder and a last look, each a call, and the time
 * that the stand-in takes for a picture and for a reorder.
 */
const LATENCY_S = (6 * CALL_MS + 800 + 100) / 1000;
const RUNS = 3;
/** How many worker processes share the shop's bucket. */
const WORKERS = Number(process.env.BENCH_WORKERS ?? "1");

type Figures = Record<string, number[]>;

/** 300 approved images to 100 products as their first media, and back. */
export async function publish(): Promise<Record<string, unknown>> {
  await buildIfStale();
  const redis = await startRedis();
  if (!redis) throw new Error("This bench needs redis-server or valkey-server");
  const sandbox = await startSandbox();
  const env = { ...sandbox.env, REDIS_URL: redis.url, LOG_LEVEL: "warn" };
  const logFile = ".cache/bench/packshot.log";
  const web = await startApp({ entry: "server", env, logFile, readyUrl: `${sandbox.appUrl}/readyz` });
  const workers = await Promise.all(
    Array.from({ length: WORKERS }, () => startApp({ entry: "worker", env, logFile })),
  );
  const db = openDb(env.DATABASE_URL, 4);
  const figures: Figures = {};
  try {
    for (let run = 0; run < RUNS; run += 1) {
      const shop = await addPublishShop(sandbox, db, `publish-${run}`, SHAPE);
      sandbox.shopify.faults.latencyMs = CALL_MS;
      note(figures, await measured(sandbox, shop, run));
      sandbox.shopify.faults.latencyMs = 0;
    }
  } finally {
    await Promise.all([web, ...workers].map((app) => app.kill("SIGKILL")));
    await db.$disconnect();
    await sandbox.stop();
    await redis.stop();
  }
  return Object.fromEntries(
    Object.entries(figures).flatMap(([name, values]) => [
      [name, rounded2(median(values))],
      [`${name}_spread`, spread(values)],
    ]),
  );
}

function note(figures: Figures, run: Record<string, number>): void {
  for (const [name, value] of Object.entries(run)) (figures[name] ??= []).push(value);
}

async function measured(sandbox: Awaited<ReturnType<typeof startSandbox>>, shop: PublishShop, run: number) {
  const { calls } = sandbox.shopify.store;
  calls.clear();
  const startedAt = performance.now();
  await shop.publish("first");
  const publishing = await untilOver(shop, "live", startedAt);
  const asked = calls.list();
  shop.checkPublished();
  progress(`publish ${run}: ${publishing.toFixed(1)} s, ${JSON.stringify(calls.counts())}`);

  const spent = asked.reduce((sum, { actualCost }) => sum + actualCost, 0);
  const bound = Math.max((spent - BUCKET) / RESTORE_RATE, LATENCY_S);
  sandbox.shopify.store.buckets.delete(shop.domain); // full again, as if time had passed
  calls.clear();
  const restoringAt = performance.now();
  await shop.restore();
  const restoring = await untilOver(shop, "restored", restoringAt);
  progress(`restore ${run}: ${restoring.toFixed(1)} s, ${JSON.stringify(calls.counts())}`);
  const throttled = [...asked, ...calls.list()].filter(({ isThrottled }) => isThrottled).length;
  return {
    calls_per_image: asked.length / IMAGES,
    points_per_image: spent / IMAGES,
    total_s: publishing,
    bound_ratio: publishing / bound,
    throttled,
    restored_exactly: shop.restoredExactly(),
    restore_s: restoring,
    restore_calls_per_image: calls.list().length / IMAGES,
  };
}

async function untilOver(shop: PublishShop, state: string, startedAt: number): Promise<number> {
  await shop.untilAll(state, IMAGES);
  return (performance.now() - startedAt) / 1000;
}
