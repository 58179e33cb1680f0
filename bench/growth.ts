import { addBenchShop, seedRunning, untilDone } from "./rig/bench-shop.ts";
import { cpuMsOf } from "./rig/process-use.ts";
import { progress, startRig } from "./rig/rig.ts";
import { rounded } from "./statistics.ts";

const WARM_UP = 200;
const SIZES = [200, 1_000, 5_000];

/** Whether an image costs the worker more in a large batch than in a small one. */
export async function growth(): Promise<Record<string, unknown>> {
  const rig = await startRig({
    ...{ modelMs: 100, modelCalls: 8, workers: 1, jobsEach: 12 },
    ...({ photo: "small", picture: "small" } as const),
  });
  try {
    const shop = await addBenchShop(rig, "growth", 1_000);
    const pid = rig.workers[0]?.pid ?? 0;
    const figures: Record<string, number> = {};
    for (const images of [WARM_UP, ...SIZES]) {
      const before = await cpuMsOf(pid);
      await untilDone(rig, shop, await seedRunning(rig, shop, images), images, 200);
      const cpuMs = ((await cpuMsOf(pid)) - before) / images;
      progress(`growth: ${images} images, ${cpuMs.toFixed(1)} ms each`);
      figures[`cpu_ms_${images}`] = rounded(cpuMs); // the warm-up's is overwritten by the first that counts
    }
    const values = SIZES.map((images) => figures[`cpu_ms_${images}`] ?? NaN);
    return { ...figures, largest_over_smallest: Math.max(...values) / Math.min(...values) };
  } finally {
    await rig.stop();
  }
}
