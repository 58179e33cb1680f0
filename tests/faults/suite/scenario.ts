import { setTimeout as sleep } from "node:timers/promises";
import { personOf, type Person } from "./people.ts";
import { startTrouble, switchOffFaults, switchOnFaults } from "./trouble.ts";
import { productsOf, verdictOf, type Verdict } from "./verdict.ts";
import { openWorld, type Kind, type World } from "./world.ts";

const LOG_FOLDER = ".cache/faults";
const PHOTOS_A_BATCH = 250;
const CALM_MS = 10 * 60_000;
const REVIEWED_AT_ONCE = 12;

type Plan = { kind: Kind; generations: number; leastKills: number };

/** One run: people work while everything fails; then calm, until all is over; then the count. */
export async function runScenario({ kind, generations, leastKills }: Plan): Promise<Verdict> {
  const world = await openWorld(kind, LOG_FOLDER);
  try {
    await growCatalogue(world, "northwind-goods", generations + 400); // some are drafts
    await growCatalogue(world, "second-street", 200);
    await growCatalogue(world, "plain-paper", 60);
    const originals = new Set(productsOf(world.sandbox).flatMap(({ media }) => media.map(({ id }) => id)));
    const nora = personOf(world, "northwind-goods.myshopify.com");
    const batches = await startBatches(nora, generations);
    await livelyWhile(world, nora, batches, leastKills);
    await calm(world);
    return await verdictOf(world, originals);
  } finally {
    await world.close();
  }
}

async function startBatches(nora: Person, generations: number): Promise<string[]> {
  const batches: string[] = [];
  for (let left = generations; left > 0; left -= PHOTOS_A_BATCH * 2) {
    batches.push(await nora.generate(Math.min(PHOTOS_A_BATCH, Math.ceil(left / 2)), 2));
  }
  return batches;
}

/** Trouble goes on until the work is mostly done and enough was killed. */
async function livelyWhile(world: World, nora: Person, batches: string[], leastKills: number): Promise<void> {
  switchOnFaults(world);
  const trouble = startTrouble(world);
  const others = anotherShopLeaves(world);
  await nora.act(batches.at(-1) ?? "", "pause");
  for (let round = 0; ; round += 1) {
    await liftStops(world);
    await nora.review(REVIEWED_AT_ONCE);
    if (round === 3) await nora.act(batches.at(-1) ?? "", "resume");
    if (round === 6) await deleteProduct(world);
    if (round === 9) await cancelASmallOne(nora);
    const left = await world.ask((db) =>
      db.generation.count({ where: { state: { in: ["queued", "running"] } } }),
    );
    progress(`${left} generations to do, ${world.kills} kills`);
    if (left === 0 && world.kills >= leastKills && round > 10) break;
    await sleep(1_000);
  }
  await others;
  await trouble.stop();
  progress(`happened: ${JSON.stringify(trouble.happened)}`);
}

/** A batch that is cancelled while it runs. */
async function cancelASmallOne(nora: Person): Promise<void> {
  const id = await nora.generate(50, 1);
  await sleep(1_000);
  await nora.act(id, "cancel");
}

/** A shop that is uninstalled in the middle of its work. */
async function anotherShopLeaves(world: World): Promise<void> {
  const person = personOf(world, "second-street.myshopify.com");
  await person.generate(100, 1);
  await sleep(6_000);
  await control(world, "shops/second-street/uninstall", {});
}

async function deleteProduct(world: World): Promise<void> {
  const row = await world.ask((db) =>
    db.generation.findFirst({
      where: { state: "queued", shop: "northwind-goods.myshopify.com" },
      select: { productId: true },
    }),
  );
  if (row) {
    await control(world, `shops/northwind-goods/products/${row.productId}/edit`, {
      action: "delete_product",
    });
  }
}

/** What the operator does who was told that the model is stopped. */
async function liftStops({ ask }: World): Promise<void> {
  await ask((db) => db.modelStop.deleteMany());
}

/** Nothing fails any more: everything must come to its end by itself. */
async function calm(world: World): Promise<void> {
  switchOffFaults(world);
  const deadline = Date.now() + CALM_MS;
  while (Date.now() < deadline) {
    await liftStops(world);
    const left = await unfinished(world);
    progress(`calm: ${left} unfinished`);
    if (left === 0) return;
    await sleep(1_000);
  }
}

async function unfinished({ ask }: World): Promise<number> {
  const states = ["pending", "uploading", "processing"];
  const counts = await ask((db) =>
    Promise.all([
      db.generation.count({ where: { state: { in: ["queued", "running"] } } }),
      db.batch.count({ where: { state: { in: ["collecting", "running"] } } }),
      db.publication.count({ where: { OR: [{ state: { in: states } }, { restoringAt: { not: null } }] } }),
    ]),
  );
  return counts.reduce((sum, count) => sum + count, 0);
}

async function growCatalogue(world: World, shop: string, products: number): Promise<void> {
  await control(world, `shops/${shop}/catalogue`, { products, photosPerProduct: 1 });
}

async function control({ sandbox }: World, path: string, body: object): Promise<void> {
  const response = await fetch(`${sandbox.shopify.origin}/sandbox/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}
