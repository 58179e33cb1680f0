import { createHash, randomBytes } from "node:crypto";
import pLimit from "p-limit";
import { openDb, type Db } from "../app/platform/db/db.server.ts";
import { systemClock } from "../app/platform/clock.ts";
import { createS3ObjectStore } from "../app/platform/objects/s3-object-store.server.ts";
import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { freePort } from "../sandbox/free-port.ts";
import { startRedis } from "../sandbox/redis.ts";
import { startSandbox, type Sandbox } from "../sandbox/start.ts";
import { eventually } from "../tests/eventually.ts";
import { fillShop, keysOf } from "../tests/trust/full-shop.ts";
import { peakMbOf } from "./rig/process-use.ts";
import { progress } from "./rig/rig.ts";
import { verifyExport } from "./rig/verify-export.ts";
import { rounded, rounded2 } from "./statistics.ts";

const IMAGES = Number(process.env.BENCH_IMAGES ?? "50000");
const IMAGE_BYTES = 100_000;
const AT_ONCE = 16;
const LONGEST_MS = 3_600_000;

type Rig = { sandbox: Sandbox; env: Record<string, string>; db: Db };

/** Exports of all images and of a tenth of them, each by one new worker against the sandbox's S3; each file compared. */
export async function exportAll(): Promise<Record<string, unknown>> {
  await buildIfStale();
  const redis = await startRedis();
  if (!redis) throw new Error("This bench needs redis-server or valkey-server");
  const sandbox = await startSandbox();
  const env = { ...sandbox.env, REDIS_URL: redis.url, LOG_LEVEL: "warn", SWEEP_SECONDS: "1" };
  const db = openDb(env.DATABASE_URL, 4);
  try {
    const few = await exportOf({ sandbox, env, db }, "few.myshopify.com", Math.ceil(IMAGES / 10));
    const all = await exportOf({ sandbox, env, db }, "all.myshopify.com", IMAGES);
    return {
      ...all,
      ...{ few_images: few.images, few_rss_peak_mb: few.rss_peak_mb, few_broken: few.broken },
      rss_growth: rounded2(all.rss_peak_mb / few.rss_peak_mb),
    };
  } finally {
    await db.$disconnect();
    await Promise.all([sandbox.stop(), redis.stop()]);
  }
}

async function exportOf(rig: Rig, shop: string, images: number) {
  const { sandbox, env, db } = rig;
  await fillShop(db, shop, images);
  await db.export.deleteMany();
  const sums = await layImages(sandbox, shop, images);
  progress(`${images} images are there`);
  const metricsPort = await freePort();
  const worker = await startApp({
    ...{ entry: "worker", env: { ...env, METRICS_PORT: String(metricsPort) } },
    ...{ logFile: ".cache/bench/packshot.log", readyUrl: `http://127.0.0.1:${metricsPort}/healthz` },
  });
  try {
    const rssBefore = await peakMbOf(worker.pid);
    const made = await makeExport(db, shop, images);
    const rssPeak = await peakMbOf(worker.pid);
    progress(`ready after ${made.seconds.toFixed(0)} s, ${made.bytes} bytes`);
    const store = createS3ObjectStore(storeOf(env), systemClock);
    const verified = await verifyExport(await store.signedUrl(made.objectKey), made.bytes, sums);
    return {
      ...{ images, bytes: made.bytes, seconds: rounded2(made.seconds) },
      ...{ images_per_s: rounded(images / made.seconds), verified, broken: images - verified },
      ...{ rss_peak_mb: rounded(rssPeak), rss_before_mb: rounded(rssBefore) },
    };
  } finally {
    await worker.kill("SIGKILL");
  }
}

async function makeExport(db: Db, shop: string, images: number) {
  const objectKey = `shops/${shop}/exports/bench/all.zip`;
  const who = { personId: "7", personName: "Nora Lind" };
  const startedAt = performance.now();
  const { id } = await db.export.create({ data: { shop, objectKey, images, ...who } });
  const made = await eventually(
    () => db.export.findUniqueOrThrow({ where: { shop_id: { shop, id } } }),
    ({ state }) => state === "ready" || state === "failed",
    LONGEST_MS,
  );
  if (made.state !== "ready") throw new Error(`The export failed: ${made.failureCode}`);
  return { objectKey, bytes: Number(made.bytes), seconds: (performance.now() - startedAt) / 1000 };
}

/** Each with bytes of its own; answers their checksums. */
async function layImages({ s3 }: Sandbox, shop: string, images: number): Promise<Set<string>> {
  const sums = new Set<string>();
  const some = pLimit(AT_ONCE);
  const lay = async (key: string) => {
    const bytes = randomBytes(IMAGE_BYTES);
    sums.add(createHash("sha256").update(bytes).digest("hex"));
    await s3.lay(key, bytes, "image/jpeg");
  };
  const originals = keysOf(shop, images).filter((key) => key.endsWith(".jpg"));
  await Promise.all(originals.map((key) => some(() => lay(key))));
  return sums;
}

function storeOf(env: Sandbox["env"] | Record<string, string>) {
  const { S3_ENDPOINT = "", S3_BUCKET = "", S3_ACCESS_KEY_ID = "", S3_SECRET_ACCESS_KEY = "" } = env;
  return {
    ...{ endpoint: S3_ENDPOINT, region: "auto", bucket: S3_BUCKET },
    ...{ accessKeyId: S3_ACCESS_KEY_ID, secretAccessKey: S3_SECRET_ACCESS_KEY },
  };
}
