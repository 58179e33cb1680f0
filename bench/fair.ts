import { setTimeout as sleep } from "node:timers/promises";
import { addBenchShop, doneIn, generate, seedRunning, untilDone, type BenchShop } from "./rig/bench-shop.ts";
import { progress, startRig, type Rig } from "./rig/rig.ts";
import { median, rounded2, spread } from "./statistics.ts";

const FEW = 10;
const MANY = 10_000;
const RUNS = 3;
const SHOPS = 20;
const EACH = 200;

/** What a shop with ten photos feels of a shop with ten thousand, and how evenly twenty shops go forward. */
export async function fair(): Promise<Record<string, unknown>> {
  const rig = await startRig({
    ...{ modelMs: 1_000, modelCalls: 8, workers: 1, jobsEach: 12 },
    ...({ photo: "small", picture: "small" } as const),
  });
  try {
    const small = await addBenchShop(rig, "small", FEW);
    await timeOf(rig, small); // warms everything up
    const alone = await times(rig, small);
    const large = await addBenchShop(rig, "large", 1_000);
    const batch = await seedRunning(rig, large, MANY);
    await untilDone(rig, large, batch, 16);
    const beside = await times(rig, small);
    await rig.db.batch.updateMany({ where: { shop: large.domain }, data: { state: "paused" } });
    progress(`fair: ten alone ${alone.join(", ")} s; beside ten thousand ${beside.join(", ")} s`);
    const slowdowns = beside.map((seconds) => seconds / median(alone));
    return {
      ...{ slowdown: rounded2(median(slowdowns)), slowdown_spread: spread(slowdowns) },
      jain: await jainAtHalfTime(rig),
    };
  } finally {
    await rig.stop();
  }
}

async function times(rig: Rig, shop: BenchShop): Promise<number[]> {
  const seconds: number[] = [];
  for (let run = 0; run < RUNS; run += 1) seconds.push(await timeOf(rig, shop));
  return seconds;
}

async function timeOf(rig: Rig, shop: BenchShop): Promise<number> {
  const startedAt = performance.now();
  const batch = await generate(rig, shop, shop.photos);
  await untilDone(rig, shop, batch, FEW, 10);
  return rounded2((performance.now() - startedAt) / 1000);
}

/** 1 when all have come equally far: (sum x)^2 / (n * sum x^2). */
async function jainAtHalfTime(rig: Rig): Promise<number> {
  const shops: BenchShop[] = [];
  for (let n = 0; n < SHOPS; n += 1) shops.push(await addBenchShop(rig, `shop-${n}`, EACH));
  const batches = await Promise.all(shops.map((shop) => seedRunning(rig, shop, EACH)));
  for (;;) {
    const done = await Promise.all(shops.map((shop, n) => doneIn(rig, shop, batches[n] ?? "")));
    const sum = done.reduce((all, one) => all + one, 0);
    if (sum < (SHOPS * EACH) / 2) {
      await sleep(500);
      continue;
    }
    progress(`fair: at half time ${done.join(" ")}`);
    return Math.round((sum ** 2 / (SHOPS * done.reduce((all, one) => all + one ** 2, 0))) * 10_000) / 10_000;
  }
}
