import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { openDb } from "../app/platform/db/db.server.ts";
import { startApp } from "../sandbox/app-process.ts";
import { buildIfStale } from "../sandbox/build.ts";
import { startSandbox, type Sandbox } from "../sandbox/start.ts";
import { openBrowser } from "../tests/browser.ts";
import { bridgeWeight } from "./rig/heavy-bridge.ts";
import { progress } from "./rig/rig.ts";
import { reviewByKeys } from "./rig/scripted-person.ts";
import { openSlowPage, proveSlow } from "./rig/slow-page.ts";
import { fillWebShop } from "./rig/web-shop.ts";
import { median, rounded, spread } from "./statistics.ts";

const WAITING = 500;
const LOADS = 5;
/** The server has just started: it has made nothing yet of what it keeps. */
const WARM = 2;

type Load = Record<"lcp_ms" | "cls" | "js_gzip_kb" | "css_gzip_kb" | "wire_kb" | "requests", number>;

/** Every page inside the admin's frame as a slow machine on a slow network sees it, and 100 images reviewed by keys. */
export async function web(): Promise<Record<string, unknown>> {
  await buildIfStale();
  const sandbox = await startSandbox({
    geminiLatencyMs: 0,
    beforeAppBridge: await bridgeWeight(),
    appHost: "127.0.0.1",
  });
  const app = await startApp({
    entry: "server",
    env: { ...sandbox.env, LOG_LEVEL: "warn" },
    logFile: ".cache/bench/packshot.log",
    readyUrl: `${sandbox.appUrl}/readyz`,
  });
  const db = openDb(sandbox.env.DATABASE_URL, 4);
  // As every Chrome on a desktop does, and this one does not by itself.
  const browser = await openBrowser("--site-per-process");
  try {
    const pages = pagesOf(await fillWebShop(sandbox, db, WAITING));
    const figures: Record<string, Record<string, number>> = {};
    for (let load = 0; load < WARM; load += 1) await prove(browser, sandbox);
    for (const [name, path] of Object.entries(pages)) {
      figures[name] = await figuresOf(browser, sandbox, name, path);
    }
    const { inp_ms, ...reviewed } = await reviewByKeys(
      browser,
      sandbox.appUrl,
      addressOf(sandbox, "/review"),
    );
    return { pages: { ...figures, review: { ...figures.review, inp_ms } }, ...reviewed };
  } finally {
    await browser.close();
    await db.$disconnect();
    await app.kill("SIGTERM");
    await sandbox.stop();
  }
}

const pagesOf = ({ batchId, productId, imageId }: Awaited<ReturnType<typeof fillWebShop>>) => ({
  home: "",
  products: "/products",
  product: `/products/${productId}`,
  generate: "/generate?from=search&status=ACTIVE",
  recipes: "/recipes",
  batches: "/batches",
  batch: `/batches/${batchId}`,
  review: "/review",
  library: "/library",
  image: `/library/${imageId}`,
  publish: "/publish",
  published: "/published",
  credits: "/credits",
  settings: "/settings",
  privacy: "/privacy",
});

const addressOf = ({ shopify }: Sandbox, path: string) =>
  `${shopify.origin}/store/northwind-goods/apps/packshot/app${path}`;

async function prove(browser: Browser, sandbox: Sandbox): Promise<void> {
  const slow = await openSlowPage(browser, sandbox.appUrl, addressOf(sandbox, ""));
  await proveSlow(slow);
  await slow.close();
}

async function figuresOf(browser: Browser, sandbox: Sandbox, name: string, path: string) {
  const loads: Load[] = [];
  for (let load = 0; load < LOADS; load += 1) loads.push(await loadOf(browser, sandbox, path));
  const of = (figure: keyof Load) => loads.map((load) => load[figure]);
  const figures = {
    lcp_ms: Math.round(median(of("lcp_ms"))),
    lcp_ms_spread: Math.round(spread(of("lcp_ms"))),
    cls: median(of("cls")),
    js_gzip_kb: median(of("js_gzip_kb")),
    css_gzip_kb: median(of("css_gzip_kb")),
    wire_kb: median(of("wire_kb")),
    requests: median(of("requests")),
  };
  progress(`${name}: ${JSON.stringify(figures)}`);
  return figures;
}

async function loadOf(browser: Browser, sandbox: Sandbox, path: string): Promise<Load> {
  const slow = await openSlowPage(browser, sandbox.appUrl, addressOf(sandbox, path));
  const { lcp, cls } = await slow.vitals();
  const sent = slow.sent();
  const zipped = async (type: string) => {
    const bodies = await Promise.all(sent.filter((one) => one.type === type).map(({ body }) => body()));
    return rounded(bodies.reduce((sum, body) => sum + gzipSync(body).length, 0) / 1000);
  };
  const load = {
    ...{ lcp_ms: lcp, cls: Math.round(cls * 10_000) / 10_000 },
    ...{ js_gzip_kb: await zipped("script"), css_gzip_kb: await zipped("stylesheet") },
    wire_kb: rounded(sent.reduce((sum, { wireBytes }) => sum + wireBytes, 0) / 1000),
    requests: sent.length,
  };
  await slow.close();
  return load;
}
