import { createHmac, randomUUID } from "node:crypto";
import pLimit from "p-limit";
import { fillShop, keysOf, rowsBy } from "../tests/trust/full-shop.ts";
import { addBenchShop, generate, untilDone, type BenchShop } from "./rig/bench-shop.ts";
import { progress, startRig, type Rig } from "./rig/rig.ts";
import { median, rounded, rounded2, spread } from "./statistics.ts";

const IMAGES = Number(process.env.BENCH_IMAGES ?? 100_000);
/** `s3`: the sandbox's S3 with its files on the disk; else a store that keeps keys alone, and costs nothing. */
const WITH_REAL_STORE = process.env.BENCH_STORE === "s3";
const OBJECT = Buffer.from("the bytes of a picture");
const AT_ONCE = 64;
const FEW = 10;
const RUNS = 5;
const LEAVER = "leaver.myshopify.com";

/** How long it takes until nothing is left of a large shop, and what another shop feels of it. */
export async function erase(): Promise<Record<string, unknown>> {
  const rig = await startRig({
    ...{ modelMs: 500, modelCalls: 8, workers: 1, jobsEach: 12, withRealStore: WITH_REAL_STORE },
    ...({ photo: "small", picture: "small" } as const),
  });
  try {
    await fillShop(rig.db, LEAVER, IMAGES);
    await fillStore(rig);
    const uninstalledAt = new Date(Date.now() - 48 * 3_600_000);
    await rig.db.shop.update({ where: { shop: LEAVER }, data: { uninstalledAt, uninstallLearnt: "told" } });
    progress("erase: the store is full");
    await rig.db.$executeRaw`ANALYZE`;
    const other = await addBenchShop(rig, "other", FEW);
    await timesOf(rig, other); // warms everything up
    const alone: Times[] = [];
    for (let run = 0; run < RUNS; run += 1) alone.push(await timesOf(rig, other));
    return await besideErasing(rig, other, alone);
  } finally {
    await rig.stop();
  }
}

async function besideErasing(rig: Rig, other: BenchShop, alone: readonly Times[]) {
  const startedAt = performance.now();
  await redact(rig);
  let isOver = false;
  const erased = untilErased(rig).finally(() => (isOver = true));
  const beside: Times[] = [];
  while (!isOver) beside.push(await timesOf(rig, other));
  const seconds = (await erased) - startedAt;
  progress(`erase: ten images alone ${alone.map(({ batch }) => batch).join(", ")} s`);
  progress(`erase: beside ${beside.map(({ batch }) => batch).join(", ")} s`);
  const ratio = (what: keyof Times) =>
    median(beside.map((times) => times[what])) / median(alone.map((times) => times[what]));
  const left = Object.values(await rowsBy(rig.db, LEAVER)).reduce((sum, rows) => sum + rows, 0);
  const keys = WITH_REAL_STORE ? await rig.sandbox.s3.keys() : [...rig.store.keys];
  const objects = keys.filter((key) => key.startsWith(`shops/${LEAVER}/`)).length;
  return {
    ...{ images: IMAGES, erase_s: rounded(seconds / 1000), rows_left: left, objects_left: objects },
    ...{ slowdown: rounded2(ratio("batch")), slowdown_spread: spread(beside.map(({ batch }) => batch)) },
    ...{ page_slowdown: rounded2(ratio("page")), runs_beside: beside.length },
  };
}

async function fillStore({ sandbox, store }: Rig): Promise<void> {
  const keys = keysOf(LEAVER, IMAGES);
  if (!WITH_REAL_STORE) return keys.forEach((key) => store.keys.add(key));
  const some = pLimit(AT_ONCE);
  await Promise.all(keys.map((key) => some(() => sandbox.s3.lay(key, OBJECT, "image/jpeg"))));
}

type Times = { batch: number; page: number };

async function timesOf(rig: Rig, shop: BenchShop): Promise<Times> {
  const startedAt = performance.now();
  const id = await generate(rig, shop, shop.photos);
  await untilDone(rig, shop, id, FEW, 10);
  const batch = rounded2((performance.now() - startedAt) / 1000);
  const asked = performance.now();
  await shop.visit.get("/app", "routes/app._index");
  return { batch, page: performance.now() - asked };
}

/** What Shopify sends two days after the uninstall. */
async function redact({ sandbox }: Rig): Promise<void> {
  const body = JSON.stringify({ shop_id: 1, shop_domain: LEAVER });
  const hmac = createHmac("sha256", sandbox.env.SHOPIFY_API_SECRET).update(body).digest("base64");
  const answer = await fetch(`${sandbox.appUrl}/webhooks/compliance`, {
    method: "POST",
    body,
    headers: {
      ...{ "Content-Type": "application/json", "X-Shopify-Topic": "shop/redact" },
      ...{ "X-Shopify-Shop-Domain": LEAVER, "X-Shopify-API-Version": "2026-10" },
      ...{ "X-Shopify-Webhook-Id": randomUUID(), "X-Shopify-Event-Id": randomUUID() },
      ...{ "X-Shopify-Triggered-At": new Date().toISOString(), "X-Shopify-Hmac-Sha256": hmac },
    },
  });
  if (answer.status !== 200) throw new Error(`shop/redact was answered ${answer.status}`);
}

/** Answers when it was. */
async function untilErased({ db }: Rig): Promise<number> {
  for (;;) {
    if ((await db.shop.count({ where: { shop: LEAVER } })) === 0) return performance.now();
    const { promise, resolve } = Promise.withResolvers<void>();
    setTimeout(resolve, 100);
    await promise;
  }
}
