import { addBenchShop, generate, untilDone } from "./rig/bench-shop.ts";
import { progress, startRig } from "./rig/rig.ts";
import { median, rounded2, spread } from "./statistics.ts";

const IMAGES = 100;
const RUNS = 3;

/** From the press of Generate: how long until the first image is there, and until all are. */
export async function queue(): Promise<Record<string, unknown>> {
  const rig = await startRig({
    ...{ modelMs: 1_000, modelCalls: 8, workers: 1, jobsEach: 12 },
    ...({ photo: "small", picture: "small" } as const),
  });
  try {
    const totals: number[] = [];
    const firsts: number[] = [];
    for (let run = 0; run <= RUNS; run += 1) {
      const shop = await addBenchShop(rig, `queue-${run}`, IMAGES);
      const startedAt = performance.now();
      const batch = await generate(rig, shop, shop.photos);
      await untilDone(rig, shop, batch, 1, 10);
      const first = (performance.now() - startedAt) / 1000;
      await untilDone(rig, shop, batch, IMAGES, 10);
      const total = (performance.now() - startedAt) / 1000;
      progress(`queue ${run}: first ${first.toFixed(2)} s, all ${total.toFixed(2)} s`);
      if (run === 0) continue; // warms everything up
      totals.push(total);
      firsts.push(first);
    }
    return {
      ...{ total_s: rounded2(median(totals)), total_s_spread: spread(totals) },
      ...{ first_s: rounded2(median(firsts)), first_s_spread: spread(firsts) },
      max_in_flight: rig.model.calls.maxInFlight,
    };
  } finally {
    await rig.stop();
  }
}
