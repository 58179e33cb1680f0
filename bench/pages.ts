import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { asApp, startPostgres } from "../sandbox/postgres.ts";
import { startRedis } from "../sandbox/redis.ts";
import { startSandbox, type Sandbox } from "../sandbox/start.ts";
import { migrate } from "../prisma/migrate.ts";
import { visitor, type Visitor } from "../tests/visitor.ts";
import { fillDatabase } from "./full-database.ts";
import { pageTime, type Asked } from "./page-times.ts";

const SHOP = "northwind-goods.myshopify.com";
const FULL = { shops: 500, batches: 2_000, images: 1_000_000 };
const SHOPIFY_MS = 100;

/** How quickly every page answers for the largest of many shops, when the database is full. */
export async function pages(): Promise<Record<string, number>> {
  await buildIfStale();
  const postgres = await startPostgres();
  const databaseUrl = await postgres.createDatabase("packshot");
  await migrate(databaseUrl, asApp(databaseUrl));
  const redis = await startRedis(); // so that the web process serves pages alone, as it does in production
  const sandbox = await startSandbox({ databaseUrl });
  await fillDatabase(postgres.url("packshot"), SHOP, productIdsOf(sandbox), FULL);
  const app = await startApp({
    entry: "server",
    env: { ...sandbox.env, LOG_LEVEL: "warn", ...(redis ? { REDIS_URL: redis.url } : {}) },
    logFile: ".cache/bench/packshot.log",
    readyUrl: `${sandbox.appUrl}/readyz`,
  });
  try {
    return await measure(sandbox);
  } finally {
    await app.kill("SIGTERM");
    await sandbox.stop();
    await redis?.stop();
    await postgres.stop();
  }
}

async function measure(sandbox: Sandbox): Promise<Record<string, number>> {
  const shop = sandbox.shopify.store.shops.get(SHOP);
  if (shop) shop.plan = "enterprise"; // else the cost bucket of a small plan is what is measured
  sandbox.shopify.store.buckets.delete(SHOP);
  const owner = shop?.staff.find((member) => member.accountOwner);
  const visit = visitor(sandbox, { shop: SHOP, userId: owner?.id ?? 0 });
  const asked = await pagesOf(visit, productIdsOf(sandbox)[0] ?? "");
  sandbox.shopify.faults.latencyMs = SHOPIFY_MS;
  const figures: Record<string, number> = {};
  for (const [name, page] of Object.entries(asked)) {
    const { p95, spread } = await pageTime(visit, page);
    figures[`p95_ms_${name}`] = p95;
    figures[`p95_ms_${name}_spread`] = spread;
    process.stderr.write(`${name}: p95 ${p95} ms, spread ${spread}\n`);
  }
  return figures;
}

/** Every page, as the shop's largest rows make them. */
async function pagesOf(visit: Visitor, productId: string): Promise<Record<string, Asked>> {
  const list = await visit.get("/app/batches", "routes/app.batches._index");
  const gallery = await visit.get("/app/recipes", "routes/app.recipes._index");
  const [recipe] = (gallery.body as { own: { key: string }[] }).own;
  const library = await visit.get("/app/library", "routes/app.library._index");
  const [image] = (library.body as { images: { id: string }[] }).images;
  const [running, done] = (list.body as { batches: { id: string }[] }).batches;
  return {
    home: { path: "/app" },
    products: { path: "/app/products" },
    product: { path: `/app/products/${productId}` },
    choose: { path: `/app/choose?id=${productId}` },
    block: { path: `/api/product/${productId}`, routeId: "routes/api.product.$id" },
    generate: { path: "/app/generate" },
    recipes: { path: "/app/recipes" },
    recipe: { path: `/app/recipes/${recipe?.key}` },
    batches: { path: "/app/batches" },
    batch: { path: `/app/batches/${running?.id}` },
    batch_done: { path: `/app/batches/${done?.id}` },
    progress: { path: `/app/batches/${running?.id}/progress`, routeId: "routes/app.batches.$id_.progress" },
    review: { path: "/app/review" },
    review_all: { path: "/app/review?show=all" },
    review_batch: { path: `/app/review?batch=${done?.id}&show=approved` },
    library: { path: "/app/library" },
    image: { path: `/app/library/${image?.id}` },
    library_search: { path: "/app/library?q=product&decision=rejected&order=oldest" },
    library_rare: { path: "/app/library?decision=undecided&published=yes" },
    library_products: { path: "/app/library?order=products&decision=approved" },
    publish: { path: "/app/publish" },
    publish_batch: { path: `/app/publish?batch=${done?.id}` },
    published: { path: "/app/published" },
    credits: { path: "/app/credits" },
    settings: { path: "/app/settings" },
  };
}

function productIdsOf({ shopify }: Sandbox): string[] {
  return [...(shopify.store.shops.get(SHOP)?.products.keys() ?? [])].map(
    (gid) => gid.split("/").at(-1) ?? "",
  );
}
