import { addBenchShop, seedRunning, untilDone, type BenchShop } from "./rig/bench-shop.ts";
import { makePicture } from "./rig/pictures.ts";
import { cpuMsOf, peakMbOf, sumOf } from "./rig/process-use.ts";
import { progress, startRig, type Rig } from "./rig/rig.ts";
import { runBareLoop } from "./rig/run-bare-loop.ts";
import { median, rounded, rounded2, spread } from "./statistics.ts";

const MODEL_S = 4;
const CALLS = 32;
const IMAGES = 1_000;
const PNG_IMAGES = 512;
const BARE_IMAGES = 160;
const RUNS = 2;

/** A thousand photos of 2 MB through two workers: how near to what the model alone would take, and at what cost. */
export async function bulk(): Promise<Record<string, unknown>> {
  const rig = await startRig({
    ...{ modelMs: MODEL_S * 1000, modelCalls: CALLS, workers: 2, jobsEach: 18 },
    ...({ photo: "real", picture: "jpeg" } as const),
  });
  try {
    const shop = await addBenchShop(rig, "bulk", IMAGES);
    const runs: Run[] = [];
    const bare: number[] = [];
    for (let run = 0; run < RUNS; run += 1) {
      runs.push(await runOnce(rig, shop, IMAGES));
      bare.push(await runBareLoop(rig, shop.photoPath, BARE_IMAGES, CALLS));
      progress(`bulk ${run}: ${JSON.stringify(runs.at(-1))}, bare loop ${bare.at(-1)?.toFixed(1)} ms`);
    }
    const peaks = await Promise.all(rig.workers.map(({ pid }) => peakMbOf(pid)));
    rig.model.answerWith(await makePicture("png"));
    const png = await runOnce(rig, shop, PNG_IMAGES);
    const efficiencies = runs.map(({ efficiency }) => efficiency);
    const ratios = runs.map(({ cpuMs }, run) => cpuMs / (bare[run] ?? NaN));
    return {
      ...{ efficiency: rounded2(median(efficiencies)), efficiency_spread: spread(efficiencies) },
      cpu_ms_per_image: rounded(median(runs.map(({ cpuMs }) => cpuMs))),
      cpu_ms_per_image_spread: spread(runs.map(({ cpuMs }) => cpuMs)),
      cpu_ms_per_image_bare: rounded(median(bare)),
      ...{ cpu_ratio: rounded2(median(ratios)), cpu_ratio_spread: spread(ratios) },
      rss_peak_mb: Math.round(Math.max(...peaks)),
      ...{ efficiency_png: rounded2(png.efficiency), cpu_ms_per_image_png: rounded(png.cpuMs) },
      max_in_flight: rig.model.calls.maxInFlight,
    };
  } finally {
    await rig.stop();
  }
}

type Run = { efficiency: number; cpuMs: number; seconds: number };

async function runOnce(rig: Rig, shop: BenchShop, images: number): Promise<Run> {
  const pids = rig.workers.map(({ pid }) => pid);
  const cpuBefore = await sumOf(pids, cpuMsOf);
  const startedAt = performance.now();
  const batch = await seedRunning(rig, shop, images);
  await untilDone(rig, shop, batch, images, 200);
  const seconds = (performance.now() - startedAt) / 1000;
  const ideal = Math.ceil(images / CALLS) * MODEL_S;
  const cpuMs = ((await sumOf(pids, cpuMsOf)) - cpuBefore) / images;
  return { efficiency: rounded2(ideal / seconds), cpuMs: rounded(cpuMs), seconds: rounded(seconds) };
}
