import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { addBenchShop, type BenchShop } from "./rig/bench-shop.ts";
import { progress, startRig, type Rig } from "./rig/rig.ts";
import { median, rounded2, spread } from "./statistics.ts";

const GENERATIONS = 50_000;
const RUNS = 3;

/** A quoted batch of 50,000 is started: how long until its first image is asked for, and how fast its rows are made. */
export async function enqueue(): Promise<Record<string, unknown>> {
  const rig = await startRig({
    ...{ modelMs: 1_000, modelCalls: 8, workers: 1, jobsEach: 12 },
    ...({ photo: "small", picture: "small" } as const),
  });
  try {
    const shop = await addBenchShop(rig, "enqueue", 500);
    const starts: number[] = [];
    const rates: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const { startS, rowsPerS } = await runOnce(rig, shop);
      progress(`enqueue ${run}: first runs after ${startS.toFixed(2)} s, ${Math.round(rowsPerS)} rows/s`);
      if (run === 0) continue; // warms everything up
      starts.push(startS);
      rates.push(rowsPerS);
    }
    return {
      ...{ start_s: rounded2(median(starts)), start_s_spread: spread(starts) },
      ...{ rows_per_s: Math.round(median(rates)), rows_per_s_spread: Math.round(spread(rates)) },
    };
  } finally {
    await rig.stop();
  }
}

async function runOnce(rig: Rig, shop: BenchShop): Promise<{ startS: number; rowsPerS: number }> {
  const id = await seedQuoted(rig, shop);
  const callsBefore = rig.model.calls.count;
  const startedAt = performance.now();
  const seconds = () => (performance.now() - startedAt) / 1000;
  const fields = { intent: "start", withDuplicates: "yes" };
  const answer = await shop.visit.post(`/app/batches/${id}`, "routes/app.batches.$id", fields);
  if (answer.status >= 400)
    throw new Error(`Start answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  while (rig.model.calls.count === callsBefore) await sleep(10);
  const startS = seconds();
  const where = { shop_id: { shop: shop.domain, id } };
  for (;;) {
    const { madeUpTo } = await rig.db.batch.findUniqueOrThrow({ where });
    if (madeUpTo >= GENERATIONS) break;
    await sleep(20);
  }
  const rowsPerS = GENERATIONS / seconds();
  // The rest is not what is measured, and the next one should find the worker free.
  await shop.visit.post(`/app/batches/${id}`, "routes/app.batches.$id", { intent: "cancel" });
  while ((await rig.db.generation.count({ where: { shop: shop.domain, state: "running" } })) > 0)
    await sleep(100);
  return { startS, rowsPerS };
}

/** A quote as collecting leaves it, of 50,000 photos. */
async function seedQuoted({ db }: Rig, { domain: shop, photos }: BenchShop): Promise<string> {
  const id = randomUUID();
  const products = photos.map(({ productId }) => productId);
  await db.batch.create({
    data: {
      ...{ shop, id, state: "quoted", formToken: id, personId: "1", personName: "Olga" },
      ...{ recipeKey: "white_background", recipeVersion: 1, recipeName: "White", prompt: "Scene: white." },
      ...{ aspectRatio: "1:1", imageSize: "1K", imagesPerPhoto: 1, model: "gemini-nano-banana-2.1" },
      ...{ quotedImages: GENERATIONS, quotedCredits: GENERATIONS, quotedMicros: 33_600n * 50_000n },
      ...{ scopePhotos: GENERATIONS, creditsPerImage: 1, microsPerImage: 33_600n },
    },
  });
  // The first ones are photos that Shopify has; nobody comes as far as the others.
  await db.$executeRaw`
    INSERT INTO "ScopePhoto" (shop, "batchId", position, "productId", "productTitle", "photoId", "photoAlt", "photoUrl")
    SELECT ${shop}, ${id}, n, p.product[n % ${photos.length} + 1], 'Product ' || n,
      CASE WHEN n < ${photos.length} THEN p.photo[n + 1] ELSE (800000000000 + n)::text END, '', 'http://x/1.jpg'
    FROM generate_series(0, ${GENERATIONS - 1}) AS n,
      (SELECT ${products}::text[] AS product, ${photos.map(({ photoId }) => photoId)}::text[] AS photo) p`;
  return id;
}
