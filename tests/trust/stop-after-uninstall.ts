import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import type { Stack } from "../stack.ts";
import { createTripwire, type Passed } from "../tripwire.ts";

/** Long enough for whatever would still begin: longer than leases, sweeps and the model take here. */
const WATCHED_MS = 15_000;

export type Stopped = {
  /** From the uninstall to the last call that anything of ours began for the shop; 0: none. */
  stopAfterUninstallS: number;
  late: Passed[];
  /** How many such calls there were before, so that none after it says something. */
  callsBefore: { shopify: number; model: number };
};

/**
 * Has a shop uninstall in the middle of everything: images are made by two workers, more wait, products are published,
 * a catalogue is read for a quote. Answers when the last call was begun that only has to do with that shop.
 */
export async function stopAfterUninstall(stack: Stack, redisUrl: string): Promise<Stopped> {
  const { shopify, gemini, s3 } = stack;
  const wire = await createTripwire({ shopify: shopify.origin, gemini: gemini.origin, s3: s3.endpoint });
  try {
    await startAll(stack, redisUrl, wire.origins);
    await beAtWork(stack);
    const at = Date.now();
    await fetch(`${shopify.origin}/sandbox/shops/${NORTHWIND}/uninstall`, { method: "POST" });
    await sleep(WATCHED_MS);
    const targets = [shopify.origin, gemini.origin];
    const calls = wire.passed().filter((call) => targets.includes(call.target));
    const late = calls.filter((call) => call.at > at);
    const last = Math.max(at, ...late.map((call) => call.at));
    const before = (target: string) => calls.filter((call) => call.target === target && call.at <= at).length;
    const callsBefore = { shopify: before(shopify.origin), model: before(gemini.origin) };
    return { stopAfterUninstallS: (last - at) / 1000, late, callsBefore };
  } finally {
    wire.close();
  }
}

async function startAll(stack: Stack, redisUrl: string, origins: Record<string, string>): Promise<void> {
  const { shopify: admin = "", gemini: model = "", s3: store = "" } = origins;
  stack.shopify.store.origin = admin; // the addresses that the stand-in gives out lead through the wire as well
  const settings = {
    ...{ SHOPIFY_ADMIN_ORIGIN: admin, MEDIA_HOSTS: admin, GEMINI_BASE_URL: model, S3_ENDPOINT: store },
    ...{ REDIS_URL: redisUrl, MODEL_CONCURRENCY: "4", GENERATION_CONCURRENCY: "3", LEASE_SECONDS: "6" },
    SWEEP_SECONDS: "1",
  };
  await stack.startWeb(settings);
  await Promise.all([stack.startWorker(settings), stack.startWorker(settings)]);
}

/** Returns when work of every kind is under way. */
async function beAtWork(stack: Stack): Promise<void> {
  const { db } = stack.database;
  const nora = merchant(stack);
  const [first, ...others] = nora.products();
  if (!first) throw new Error("the demo shop is empty");
  await nora.generate([nora.photoOf(first)], { imagesPerPhoto: "4" });
  await nora.generationsOver();
  const images = await db.image.findMany({ where: { shop: NORTHWIND } });
  for (const { id } of images) await nora.decide(id, "approved");

  stack.shopify.faults.mediaDelayMs = 60_000;
  stack.shopify.faults.bulkDelayMs = 60_000;
  stack.gemini.setBehaviour({ latencyMs: 4_000 });
  await nora.publish(images.map(({ id }) => id));
  const words = Array.from({ length: 600 }, (_, n) => `no-such-${n}`); // so many that Shopify's bulk query reads them
  await nora.quote({ from: "list", words: words.join("\n") });
  await nora.generate(
    others.slice(0, 10).map((product) => nora.photoOf(product)),
    { imagesPerPhoto: "2" },
  );
  await eventually(
    async () => [
      await db.publication.count({ where: { state: "processing" } }),
      await db.generation.count({ where: { state: "running", modelCalls: 1 } }),
    ],
    ([publishing = 0, generating = 0]) => publishing > 0 && generating >= 4,
  );
}
