import { setTimeout as sleep } from "node:timers/promises";
import { eventually } from "../eventually.ts";
import { merchant, NORTHWIND } from "../merchant.ts";
import type { Stack } from "../stack.ts";
import { createTripwire, type Passed } from "../tripwire.ts";

/** Long enough for whatever would still begin: longer than sweeps and the pauses between two tries take here. */
const WATCHED_MS = 15_000;
/** So long the model thinks about each picture: what ends sooner was not waited for. */
const THINKING_MS = 40_000;
const IN_FLIGHT = 8;
const QUEUED = 500;

/** Photos enough for so many images, four of each. */
export const CATALOGUE = { products: 100, photosPerProduct: 2, photo: "small" } as const;

export type Stopped = {
  /** From the uninstall to the last call that anything of ours began for the shop, or still waited for; 0: none. */
  stopAfterUninstallS: number;
  late: Passed[];
  /** How many such calls there were before, so that none after it says something, and how many were under way. */
  callsBefore: { shopify: number; model: number };
  underWay: { model: number; queued: number };
};

/**
 * Has a shop uninstall in the middle of everything: images are made, hundreds more wait, products are published, a
 * catalogue is read for a quote. With Redis by two workers, without it by the web process alone.
 */
export async function stopAfterUninstall(stack: Stack, redisUrl: string | null): Promise<Stopped> {
  const { shopify, gemini, s3 } = stack;
  const wire = await createTripwire({ shopify: shopify.origin, gemini: gemini.origin, s3: s3.endpoint });
  try {
    await startAll(stack, redisUrl, wire.origins);
    await beAtWork(stack);
    const queued = await stack.database.db.generation.count({ where: { state: "queued" } });
    const at = Date.now();
    await fetch(`${shopify.origin}/sandbox/shops/${NORTHWIND}/uninstall`, { method: "POST" });
    await sleep(WATCHED_MS);
    const targets = [shopify.origin, gemini.origin];
    const calls = wire.passed().filter((call) => targets.includes(call.target));
    const endOf = (call: Passed) => call.endedAt ?? Date.now();
    const late = calls.filter((call) => endOf(call) > at);
    const last = Math.max(at, ...late.map(endOf));
    const before = (target: string) => calls.filter((call) => call.target === target && call.at <= at);
    const model = before(gemini.origin);
    return {
      stopAfterUninstallS: (last - at) / 1000,
      late,
      callsBefore: { shopify: before(shopify.origin).length, model: model.length },
      underWay: { model: model.filter((call) => endOf(call) > at).length, queued },
    };
  } finally {
    wire.close();
  }
}

async function startAll(
  stack: Stack,
  redisUrl: string | null,
  origins: Record<string, string>,
): Promise<void> {
  const { shopify: admin = "", gemini: model = "", s3: store = "" } = origins;
  stack.shopify.store.origin = admin; // the addresses that the stand-in gives out lead through the wire as well
  const settings = {
    ...{ SHOPIFY_ADMIN_ORIGIN: admin, MEDIA_HOSTS: admin, GEMINI_BASE_URL: model, S3_ENDPOINT: store },
    ...{ MODEL_CONCURRENCY: `${IN_FLIGHT}`, STARTING_CREDITS: `${2 * QUEUED}`, SWEEP_SECONDS: "1" },
  };
  if (!redisUrl) return void (await stack.startWeb(settings));
  const shared = { ...settings, REDIS_URL: redisUrl };
  await stack.startWeb(shared);
  await Promise.all([stack.startWorker(shared), stack.startWorker(shared)]);
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
  stack.gemini.setBehaviour({ latencyMs: THINKING_MS });
  await nora.publish(images.map(({ id }) => id));
  const words = Array.from({ length: 600 }, (_, n) => `no-such-${n}`); // so many that Shopify's bulk query reads them
  await nora.quote({ from: "list", words: words.join("\n") });
  const photos = others.flatMap((product) => [nora.photoOf(product, 0), nora.photoOf(product, 1)]);
  await nora.generate(photos.slice(0, QUEUED / 4 + 15), { imagesPerPhoto: "4" });
  await eventually(
    async () => [
      await db.publication.count({ where: { state: "processing" } }),
      stack.gemini.calls().inFlight,
      await db.generation.count({ where: { state: "queued" } }),
    ],
    ([publishing = 0, generating = 0, queued = 0]) =>
      publishing > 0 && generating >= IN_FLIGHT && queued >= QUEUED,
    60_000,
  );
}
