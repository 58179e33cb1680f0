import { createHash, randomBytes } from "node:crypto";
import { openDb } from "../app/platform/db/db.server.ts";
import { systemClock } from "../app/platform/clock.ts";
import type { ObjectStore } from "../app/platform/objects/object-store.ts";
import { createS3ObjectStore } from "../app/platform/objects/s3-object-store.server.ts";
import { startApp, type AppProcess } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { startRedis } from "../sandbox/redis.ts";
import { startSandbox } from "../sandbox/start.ts";
import { eventually } from "../tests/eventually.ts";
import { zipContent, zipEntries, type ReadAt } from "../tests/trust/zip-reader.ts";
import { fillShop, keysOf } from "../tests/trust/full-shop.ts";
import { peakMbOf } from "./rig/process-use.ts";
import { progress } from "./rig/rig.ts";
import { rounded2 } from "./statistics.ts";

const IMAGES = Number(process.env.BENCH_IMAGES ?? "50000");
const IMAGE_BYTES = 100_000;
const AT_ONCE = 16;
const SHOP = "bench.myshopify.com";
const LONGEST_MS = 3_600_000;
/** Read from the store at once when the file is checked. */
const BLOCK = 16 * 1024 * 1024;

/** An export of 50,000 images by one worker against the sandbox's S3, and each file of it compared. */
export async function exportAll(): Promise<Record<string, unknown>> {
  await buildIfStale();
  const redis = await startRedis();
  if (!redis) throw new Error("This bench needs redis-server or valkey-server");
  const sandbox = await startSandbox();
  const env = { ...sandbox.env, REDIS_URL: redis.url, LOG_LEVEL: "warn", SWEEP_SECONDS: "1" };
  const db = openDb(env.DATABASE_URL, 4);
  const store = createS3ObjectStore(
    {
      ...{ endpoint: env.S3_ENDPOINT, region: "auto", bucket: env.S3_BUCKET },
      ...{ accessKeyId: env.S3_ACCESS_KEY_ID, secretAccessKey: env.S3_SECRET_ACCESS_KEY },
    },
    systemClock,
  );
  const running: AppProcess[] = [];
  try {
    await fillShop(db, SHOP, IMAGES);
    await db.export.deleteMany();
    const sums = await putImages(store);
    progress(`${IMAGES} images are there`);
    const worker = await startApp({ entry: "worker", env, logFile: ".cache/bench/packshot.log" });
    running.push(worker);
    const idleMb = await peakMbOf(worker.pid);
    const objectKey = `shops/${SHOP}/exports/bench/all.zip`;
    const who = { personId: "7", personName: "Nora Lind" };
    const { id } = await db.export.create({ data: { shop: SHOP, objectKey, images: IMAGES, ...who } });
    const startedAt = performance.now();
    const made = await eventually(
      () => db.export.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id } } }),
      ({ state }) => state === "ready" || state === "failed",
      LONGEST_MS,
    );
    const seconds = (performance.now() - startedAt) / 1000;
    if (made.state !== "ready") throw new Error(`The export failed: ${made.failureCode}`);
    progress(`${made.state} after ${seconds.toFixed(0)} s, ${made.bytes} bytes`);
    const rssPeak = await peakMbOf(worker.pid);
    const verified = await verify(readerOf(await store.signedUrl(objectKey)), Number(made.bytes), sums);
    return {
      ...{ images: IMAGES, bytes: Number(made.bytes), seconds: rounded2(seconds) },
      images_per_s: rounded2(IMAGES / seconds),
      ...{ rss_peak_mb: rounded2(rssPeak), rss_before_mb: rounded2(idleMb) },
      ...{ verified, broken: IMAGES - verified },
    };
  } finally {
    await Promise.all(running.map((app) => app.kill("SIGKILL")));
    await db.$disconnect();
    await Promise.all([sandbox.stop(), redis.stop()]);
  }
}

/** Each with bytes of its own; answers their checksums. */
async function putImages(store: Pick<ObjectStore, "put">): Promise<Set<string>> {
  const sums = new Set<string>();
  const keys = keysOf(SHOP, IMAGES).filter((key) => key.endsWith(".jpg"));
  const work = async () => {
    for (let key = keys.pop(); key; key = keys.pop()) {
      const bytes = randomBytes(IMAGE_BYTES);
      sums.add(createHash("sha256").update(bytes).digest("hex"));
      await store.put(key, bytes, { contentType: "image/jpeg" });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return sums;
}

/** Reads ahead: one block of the file is in memory. */
function readerOf(url: string): ReadAt {
  let block = { at: 0, bytes: Buffer.alloc(0) };
  const read = async (offset: number, length: number) => {
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    return Buffer.from(await (await fetch(url, { headers })).arrayBuffer());
  };
  return async (offset, length) => {
    const end = block.at + block.bytes.length;
    if (offset < block.at || offset + length > end) {
      block = { at: offset, bytes: await read(offset, Math.max(BLOCK, length)) };
    }
    return block.bytes.subarray(offset - block.at, offset - block.at + length);
  };
}

/** How many of the images are in the file as they were put. */
async function verify(read: ReadAt, bytes: number, sums: Set<string>): Promise<number> {
  let verified = 0;
  for (const entry of await zipEntries(read, bytes)) {
    if (!entry.name.startsWith("images/")) continue;
    const sum = createHash("sha256")
      .update(await zipContent(read, entry))
      .digest("hex");
    if (sums.delete(sum)) verified += 1;
  }
  return verified;
}
